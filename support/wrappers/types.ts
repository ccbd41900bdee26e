import type { Answered } from '../findings/answer.ts';
import type { WrapperFinding } from '../findings/finding.ts';
import type { JournalEntry } from '../gateway/journal.ts';
import type { Account } from '../harness.ts';
import type { Verdict } from '../rules/types.ts';
import type { JobRecord } from '../sagemaker/index.ts';
import type { Isolation } from './isolation/types.ts';

/** How a command ended. `interrupted`: by the caller, such as Ctrl-C. */
export type Ending = 'exited' | 'signalled' | 'timed out' | 'interrupted' | 'not started';

/**
 * A command that was run as a black box, from its start until nothing of it is left running.
 * @example
 * ```ts
 * import type { CommandRun } from 'train-encrypt/steps';
 *
 * const succeeded = ({ exitCode }: CommandRun) => exitCode === 0;
 * ```
 */
export interface CommandRun {
  readonly command: readonly string[];
  readonly ending: Ending;
  /** Absent unless `ending` is `exited`. */
  readonly exitCode?: number;
  /** The signal that ended it, when `ending` is `signalled`. */
  readonly signal?: string;
  /** Why it could not be started, for a person, when `ending` is `not started`. */
  readonly reason?: string;
  readonly durationMs: number;
  /** The last of what it printed on both streams, in order, colours taken out, broken UTF-8 replaced. */
  readonly output: string;
  /** Bytes printed in all. */
  readonly outputBytes: number;
  /** It printed more than the limit; the rest was read and not kept. */
  readonly outputCut: boolean;
  /** Processes of its tree that were still running after its end, and were ended. */
  readonly leftRunning: readonly { readonly pid: number; readonly command: string }[];
}

/**
 * A call to a host other than our endpoint. Seen by the proxy: `answered`, an AWS host, answered by our endpoint;
 * `refused`, nothing was let out; `untrusted`, an AWS host, but the client does not accept this run's certificate.
 * Seen by the kernel: `stopped`, on its way around the proxy.
 * @example
 * ```ts
 * import type { EgressCall } from 'train-encrypt/steps';
 *
 * const refused = (calls: readonly EgressCall[]) => calls.filter(({ what }) => what === 'refused');
 * ```
 */
export interface EgressCall {
  /** Host, and port where it is not the scheme's own. Of what was stopped: `TCP 169.254.169.254:80`, `DNS for x.example`. */
  readonly host: string;
  readonly what: 'answered' | 'refused' | 'untrusted' | 'stopped';
}

/**
 * What a good wrapper does in a situation.
 * @example
 * ```ts
 * import type { Expectation } from 'train-encrypt';
 *
 * const expectation: Expectation = 'refuses';
 * ```
 */
export type Expectation =
  /** Launches what it was asked for, encrypted where there are several instances, and exits 0. */
  | 'launches'
  /** Launches nothing that exchanges unencrypted traffic, and does not hide that: exits with a non-zero code. */
  | 'refuses'
  /** As `launches`, after trying again, every try with the same encryption and network. */
  | 'retries'
  /** As `launches`; or, where its call is denied, reports so, exits with a non-zero code, and does not try something weaker. */
  | 'reports';

/**
 * The instances that a situation asks a wrapper for.
 * @example
 * ```ts
 * import type { Shape } from 'train-encrypt/steps';
 *
 * const shape: Shape = { instances: 4 };
 * ```
 */
export interface Shape {
  readonly instances: number;
  /** A heterogeneous cluster: one entry for each group, as `ResourceConfig.InstanceGroups` takes them. */
  readonly groups?: readonly {
    readonly InstanceGroupName: string;
    readonly InstanceType: string;
    readonly InstanceCount: number;
  }[];
}

/** What a wrapper is given. Passed on as TRAIN_ENCRYPT_* variables and as placeholders in its command line. */
export interface Given {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly roleArn: string;
  readonly shape: Shape;
  /** A bucket that exists, with an object below `input/`. Absent where nothing answers S3. */
  readonly bucket?: string;
}

/**
 * A network and a shape in which a wrapper is tried. As data: a file per situation.
 * @example
 * ```ts
 * import type { Situation } from 'train-encrypt/steps';
 *
 * const name = ({ id, title }: Situation) => `${id}: ${title}`;
 * ```
 */
export interface Situation {
  /** For example `esp-missing`. */
  readonly id: string;
  readonly title: string;
  readonly expectation: Expectation;
  /** Why a good wrapper does so. One sentence, our words. */
  readonly reason: string;
  /** The situation must ask for this shape and see it sent: otherwise it was not tried. Default: two instances. */
  readonly shape: Shape;
  /** Makes the network in this account, and sets faults and policy. */
  readonly prepare: (
    account: Account,
    harness: import('../harness.ts').Harness,
  ) => Promise<Omit<Given, 'shape' | 'bucket'>>;
}

/**
 * All that was seen of one wrapper in one situation.
 * @example
 * ```ts
 * import type { Attempt } from 'train-encrypt/steps';
 *
 * const operations = ({ calls }: Attempt) => calls.map(({ operation }) => operation);
 * ```
 */
export interface Attempt {
  /** The name of the wrapper. */
  readonly wrapper: string;
  readonly situation: Situation;
  readonly given: Given;
  readonly account: string;
  /** Where the network lies. */
  readonly region?: string;
  readonly command: CommandRun;
  /** Every call that the endpoint answered for this account since the network was ready, in order. */
  readonly calls: readonly JournalEntry[];
  /** Every job judged, refused ones too, in order; then those that were only defined. */
  readonly verdicts: readonly Verdict[];
  /** Jobs, definitions and schedules that exist at the end, and the jobs that those launched. */
  readonly jobs: readonly JobRecord[];
  readonly egress: readonly EgressCall[];
  /** What kept the command from reaching anything else. */
  readonly isolation: Isolation;
}

/** What one request that creates something asked for and sent, member by member, for a reader. */
export interface SentJob {
  readonly operation: string;
  readonly name: string;
  /** Where in the request this job is defined: empty for the request itself. */
  readonly path: string;
  readonly status: 'created' | 'refused' | 'failed';
  /** The answer's error, as the wrapper got it. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly instances: number;
  /** Members that matter, in order: what was wanted (given by the situation), what was sent. */
  readonly members: readonly {
    readonly member: string;
    readonly wanted: string;
    readonly sent: string;
    readonly asWanted: boolean;
  }[];
}

/**
 * An exception that somebody answers for.
 * @example
 * ```ts
 * import type { Exception } from 'train-encrypt';
 *
 * const exception: Exception = {
 *   wrapper: 'nightly',
 *   situation: 'no-vpc',
 *   finding: 'flag-not-sent',
 *   owner: 'ada',
 *   reason: 'fixed in 3.2',
 *   expires: '2027-01-31',
 * };
 * ```
 */
export interface Exception {
  /** A wrapper's name; a star stands for any characters, here and below. */
  readonly wrapper: string;
  readonly situation: string;
  /** A finding's id. */
  readonly finding: string;
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it counts: YYYY-MM-DD, by UTC. */
  readonly expires: string;
}

/** The answer for one job of an attempt; without a name where no job was seen. */
export interface JobAnswer extends Answered {
  readonly operation?: string;
  readonly job?: string;
}

/**
 * The judgement of one attempt.
 * @example
 * ```ts
 * import type { WrapperVerdict } from 'train-encrypt/steps';
 *
 * const failed = ({ outcome }: WrapperVerdict) => outcome === 'failed';
 * ```
 */
export interface WrapperVerdict {
  readonly wrapper: string;
  readonly situation: string;
  readonly expectation: Expectation;
  /** The worst answer of its jobs. */
  readonly answer: Answered;
  /** The answer for each job that it sent, in order, and for what could not be seen. */
  readonly answers: readonly JobAnswer[];
  /** `excepted`: everything broken is covered by an exception in force. `not shown`: nothing is broken, nothing is earned. */
  readonly outcome: 'passed' | 'failed' | 'excepted' | 'not shown';
  /** What it did, in a few words: `launched 1 job, encrypted`, `refused with ValidationException, exit code 1`. */
  readonly did: string;
  readonly sent: readonly SentJob[];
  /** Broken ones first, then what is not shown, then advice; those with an exception after those without. */
  readonly findings: readonly (WrapperFinding & { readonly exception?: Exception })[];
}
