import { Failure } from '../../failure.ts';
import type { Network } from '../../network/model.ts';
import type { Job, Judge, RuleOptions, Verdict } from '../../rules/types.ts';
import { notAnswered } from '../errors/own-errors.ts';

export interface Judging {
  /** Reads the network of a job. */
  readonly networkOf: (vpc: NonNullable<Job['vpc']>) => Promise<Network>;
  readonly judge: Judge;
  /** As they are when a request asks. */
  readonly rules: () => RuleOptions;
  readonly record: (verdict: Verdict) => void;
}

/**
 * Judges the jobs of one request, in order, all under the same rules, and records each verdict.
 * @throws ServiceError InternalFailure when EC2 does not answer; nothing is recorded then.
 */
export async function judgeAll(jobs: readonly Job[], judging: Judging): Promise<readonly Verdict[]> {
  const options = judging.rules();
  const networks = await Promise.all(jobs.map((job) => readNetworkOf(job, judging)));
  const verdicts = jobs.map((job, index) => {
    const network = networks[index];
    const verdict = judging.judge(job, network, options);
    return network === undefined ? verdict : { ...verdict, network };
  });
  for (const verdict of verdicts) judging.record(verdict);
  return verdicts;
}

async function readNetworkOf(job: Job, { networkOf }: Judging): Promise<Network | undefined> {
  if (!job.vpc) return undefined;
  try {
    return await networkOf(job.vpc);
  } catch (error) {
    throw notAnswered(`the network of ${job.name} could not be read, so the job was not created: ${causeOf(error)}`);
  }
}

function causeOf(error: unknown): string {
  if (error instanceof Failure) return error.message.replace(/^train-encrypt: /, '');
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `EC2 did not answer (${said.slice(0, 500)}).`;
}

/** The jobs of one request, as they were judged. */
export interface Judgement {
  /** Unix milliseconds, by the clock of the account. */
  readonly at: number;
  readonly verdicts: readonly Verdict[];
}
