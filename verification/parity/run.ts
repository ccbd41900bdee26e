import * as sdk from '@aws-sdk/client-ec2';
import { type Call, nameOf, type Sequence } from './call.ts';
import { type Names, normalise, normaliseText } from './normalise.ts';
import type { Outcome, Outcomes } from './outcome.ts';
import { MissingReference, resolved, textAt } from './references.ts';

/** Where calls go: a client for an unused account. */
export interface Target {
  newAccount(): { readonly account: string; readonly ec2: sdk.EC2Client };
}

/** Accounts in which calls are made at a time. They share nothing but the server. */
const AT_A_TIME = 8;

/** Makes all calls. Rejects only for those that no EC2 could be asked. */
export async function run(sequences: readonly Sequence[], target: Target): Promise<Outcomes> {
  const queue = byAccount(sequences);
  const outcomes = new Map<string, Outcome>();
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const account = target.newAccount();
      for (const sequence of next) await runSequence(sequence, account, outcomes);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return outcomes;
}

/** The sequences of each account, those with the most calls first. */
function byAccount(sequences: readonly Sequence[]): Sequence[][] {
  const accounts = Map.groupBy(sequences, (one) => (one.sharesAccount ? one.topic : one));
  const length = (some: readonly Sequence[]) => some.reduce((sum, { calls }) => sum + calls.length, 0);
  return [...accounts.values()].sort((a, b) => length(b) - length(a));
}

async function runSequence(
  { topic, calls }: Sequence,
  { account, ec2 }: ReturnType<Target['newAccount']>,
  outcomes: Map<string, Outcome>,
): Promise<void> {
  const given = new Map<string, string>();
  const literal = new Set(JSON.stringify(calls.map(({ input }) => input)).match(LITERAL));
  for (const call of calls) {
    const outcome = await make(call, ec2, { account, given, literal });
    if (!call.setup) outcomes.set(nameOf(topic, call), outcome);
  }
}

/** Ids and addresses. */
const LITERAL = /\b[a-z]+-[0-9a-f]{8,17}\b|\b\d+\.\d+\.\d+\.\d+\b(?!\/)/g;

type WritableNames = Names & { readonly given: Map<string, string> };

async function make(call: Call, ec2: sdk.EC2Client, names: WritableNames): Promise<Outcome> {
  try {
    const output = await answer(call, resolved(call.input, names.given) as object, ec2);
    for (const [name, path] of Object.entries(call.saves ?? {})) {
      const text = textAt(path, output);
      if (text !== undefined) names.given.set(name, text);
    }
    return { kind: 'ok', output: normalise(output, names) };
  } catch (error) {
    if (error instanceof MissingReference) return { kind: 'impossible', missing: error.reference };
    return outcomeOf(error, names);
  }
}

/** What the SDK calls an error whose answer names none. */
const UNNAMED = ['Error', 'Unknown', 'UnknownError'];

function outcomeOf(error: unknown, names: Names): Outcome {
  const { name, message, $metadata } = error as sdk.EC2ServiceException;
  const status = $metadata?.httpStatusCode;
  if (status === undefined) throw error;
  const code = error instanceof sdk.EC2ServiceException && !UNNAMED.includes(name) ? name : 'none';
  return { kind: 'error', code, status, message: code === 'none' ? '' : normaliseText(message, names) };
}

async function answer({ operation, pages }: Call, input: object, ec2: sdk.EC2Client): Promise<object> {
  const first = await send(operation, input, ec2);
  if (!pages) return first;
  const all = [first];
  for (let next = tokenOf(first); next !== undefined && all.length < MOST_PAGES; next = tokenOf(all.at(-1))) {
    all.push(await send(operation, { ...input, NextToken: next }, ec2));
  }
  return together(all);
}

/** More pages than any list here has: a server that always has a next one is then seen to. */
const MOST_PAGES = 6;

const tokenOf = (page: object | undefined) => textAt('NextToken', page);

/** The lists of all pages in one, and how many items each page had. */
function together(pages: readonly object[]): object {
  const lists = (page: object) => Object.entries(page).filter(([, value]) => Array.isArray(value));
  const names = new Set(pages.flatMap((page) => lists(page).map(([name]) => name)));
  return {
    ...Object.fromEntries([...names].map((name) => [name, pages.flatMap((page) => Reflect.get(page, name) ?? [])])),
    // Text, so that it is one field.
    pages: pages.map((page) => lists(page).reduce((sum, [, list]) => sum + list.length, 0)).join(' + '),
  };
}

async function send(operation: string, input: object, ec2: sdk.EC2Client): Promise<object> {
  const Command: unknown = Reflect.get(sdk, `${operation}Command`);
  if (typeof Command !== 'function') throw new Error(`the SDK has no ${operation}`);
  return ec2.send(Reflect.construct(Command, [input]) as sdk.DescribeVpcsCommand);
}
