import type { JournalEntry } from '../support/gateway/index.ts';
import type { Account, Harness } from '../support/harness.ts';
import type { JobRecord } from '../support/sagemaker/index.ts';
import { attempt } from '../support/wrappers/attempt.ts';
import { splitCommand } from '../support/wrappers/config/split.ts';
import type { Attempt, Shape, Situation } from '../support/wrappers/types.ts';
import type { PrivateVpc } from './private-vpc.ts';
import { role } from './request-jobs.ts';

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
const TEN_MINUTES = 600;

/**
 * Lets time pass for the jobs of wrappers that run: each description of a job finds it further on. Called for every call; the
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

/** Tries a wrapper in a situation, which makes its network in this account, and reports nothing that was there before. */
export async function runIn(
  harness: Harness,
  account: Account,
  situation: Situation,
  { command, timeoutSeconds = TEN_MINUTES, ...run }: WrapperRun,
): Promise<Attempt> {
  const words = await splitCommand(command);
  const before = { jobs: new Set((await account.jobs()).map(keyOf)), verdicts: (await account.verdicts()).length };
  const timeoutMs = timeoutSeconds * 1000;
  watched.set(account.id, account);
  try {
    const all = await attempt(harness, {
      wrapper: words.join(' '),
      situation,
      command: words,
      account,
      timeoutMs,
      ...run,
    });
    // What its jobs launch in turn, they launch once they have run.
    await account.advance(HALF_A_DAY);
    const jobs = (await account.jobs()).filter((job) => !before.jobs.has(keyOf(job)));
    return { ...all, jobs, verdicts: all.verdicts.slice(before.verdicts) };
  } finally {
    watched.delete(account.id);
  }
}

const keyOf = ({ operation, name, createdAt }: JobRecord): string => `${operation} ${name} ${createdAt}`;
