import type { Account, Harness, JournalEntry } from '../support/harness.ts';
import { attempt } from '../support/wrappers/attempt.ts';
import { splitCommand } from '../support/wrappers/config/split.ts';
import type { Attempt, Shape, Situation } from '../support/wrappers/types.ts';
import { role } from './asking.ts';
import type { PrivateVpc } from './private-vpc.ts';

/** A wrapper's command, and how it is run. */
export interface WrapperRun {
  readonly command: string | readonly string[];
  readonly cwd?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
}

const watched = new Map<string, Account>();

/** Longer than anything that a wrapper waits for needs between two looks at it. */
const HALF_A_DAY = 43_200;

/**
 * Lets time pass for the jobs of wrappers that run: whoever looks at a job finds it further on. Told of every call; the
 * clocks of the harness stand still otherwise.
 */
export function letTimePass({ caller, operation = '' }: JournalEntry): void {
  if (/^(Describe|List|Search)/.test(operation)) void watched.get(caller.account)?.advance(HALF_A_DAY);
}

/** Runs a wrapper in the scenario's own account and network. */
export function runInScenario(
  harness: Harness,
  account: Account,
  { vpc, shape }: { readonly vpc: PrivateVpc | undefined; readonly shape: Shape },
  run: WrapperRun,
): Promise<Attempt> {
  const situation: Situation = {
    id: 'scenario',
    title: 'The network of the scenario',
    // What is expected is said by the steps that follow.
    expectation: 'launches',
    reason: 'The scenario says so.',
    shape,
    prepare: async () => ({
      subnets: vpc?.subnets.map(({ id }) => id) ?? [],
      securityGroups: vpc?.groups ?? [],
      roleArn: role(account),
    }),
  };
  return runIn(harness, account, situation, run);
}

/** Tries a wrapper in a situation of ours, which makes its own network in this account. */
export async function runIn(
  harness: Harness,
  account: Account,
  situation: Situation,
  { command, ...run }: WrapperRun,
): Promise<Attempt> {
  const words = await splitCommand(command);
  watched.set(account.id, account);
  try {
    return await attempt(givingOnly(harness, account), {
      wrapper: words.join(' '),
      situation,
      command: words,
      ...run,
    });
  } finally {
    watched.delete(account.id);
  }
}

/** The same harness, for whom the scenario's account is the next one. */
const givingOnly = (harness: Harness, account: Account): Harness => ({
  url: harness.url,
  engine: harness.engine,
  journal: harness.journal,
  faults: harness.faults,
  reset: (id) => harness.reset(id),
  account: () => account,
  [Symbol.asyncDispose]: () => harness[Symbol.asyncDispose](),
});
