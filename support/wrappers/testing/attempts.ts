/** Attempts written by hand, as data. */

import type { JournalEntry } from '../../gateway/journal.ts';
import { group, network, subnet } from '../../network/testing/sample.ts';
import { judge } from '../../rules/judge.ts';
import type { Verdict } from '../../rules/types.ts';
import { requestsOf } from '../judge/requests.ts';
import { situations } from '../situations/index.ts';
import type { Attempt, CommandRun, Given, Situation } from '../types.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-central-1';

export const NETWORK = {
  subnets: ['subnet-a', 'subnet-b', 'subnet-c'],
  securityGroups: ['sg-training'],
  roleArn: `arn:aws:iam::${ACCOUNT}:role/training`,
} as const;

export function situationOf(id: string): Situation {
  const found = situations.find((one) => one.id === id);
  if (!found) throw new Error(`no situation ${id}`);
  return found;
}

export interface Told extends Partial<Omit<Attempt, 'situation' | 'command' | 'calls' | 'given'>> {
  readonly situation?: string;
  readonly given?: Partial<Given>;
  readonly command?: Partial<CommandRun>;
  readonly calls?: readonly (Partial<JournalEntry> & Pick<JournalEntry, 'operation'>)[];
}

/** What a situation gives here: `NETWORK`, but where the situation keeps something back. */
export function givenIn(situation: Situation): Given {
  const kept = { 'no-vpc': { subnets: [], securityGroups: [] }, 'no-subnets': { subnets: [] } }[situation.id];
  return { ...NETWORK, ...kept, shape: situation.shape };
}

/** Subnets and group of `NETWORK`, with the documented rows. */
const SAMPLE = network({
  subnets: NETWORK.subnets.map((id, n) => subnet(n, { id })),
  securityGroups: NETWORK.securityGroups.map((id) => group(id)),
});

/** As the stub judges what was sent in the documented network. */
function verdictsOf(calls: readonly JournalEntry[]): readonly Verdict[] {
  const jobs = requestsOf({ calls })
    .filter(({ status }) => status === 'created')
    .flatMap((request) => request.jobs);
  return jobs.map((job) => judge(job, job.vpc && SAMPLE, { mode: 'documented', strict: false }));
}

/** An attempt in the documented situation, of a command that exited 0 without a word. */
export function attemptOf({ situation: id = 'documented', given, command, calls = [], ...rest }: Told = {}): Attempt {
  const situation = situationOf(id);
  const made = calls.map((call, index) => ({
    sequence: index + 1,
    time: '2026-11-23T00:00:00.000Z',
    durationMs: 1,
    caller: { account: ACCOUNT, region: REGION },
    service: 'sagemaker',
    status: call.error ? 400 : 200,
    ...call,
  }));
  return {
    wrapper: 'launch.py',
    situation,
    given: { ...givenIn(situation), ...given },
    account: ACCOUNT,
    region: REGION,
    isolation: { kind: 'kernel', recorded: true, overlay: true },
    command: {
      command: ['python3', 'launch.py'],
      ending: 'exited',
      exitCode: 0,
      durationMs: 1200,
      output: '',
      outputBytes: 0,
      outputCut: false,
      leftRunning: [],
      ...command,
    },
    calls: made,
    verdicts: verdictsOf(made),
    jobs: [],
    egress: [],
    ...rest,
  };
}

export const THROTTLED = { code: 'ThrottlingException', message: 'Rate exceeded' } as const;
export const DENIED = { code: 'AccessDeniedException', message: 'with an explicit deny' } as const;
export const REFUSED = {
  code: 'ValidationException',
  message: 'train-encrypt refuses this job: ESP is missing.',
} as const;
