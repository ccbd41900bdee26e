import type { Account } from '../harness.ts';
import { readNetwork } from '../network/read.ts';
import { judge } from '../rules/judge.ts';
import type { Job, RuleOptions, Verdict } from '../rules/types.ts';
import { requestsOf } from './judge/requests.ts';
import type { Attempt } from './types.ts';

/**
 * What the rules say about jobs that were sent inside a definition, as the service will once somebody starts it. A job
 * whose network EC2 does not tell has no verdict.
 */
export async function judgeDefinitions(
  calls: Attempt['calls'],
  { ec2 }: Pick<Account, 'ec2'>,
  options: RuleOptions,
): Promise<readonly Verdict[]> {
  const jobs = requestsOf({ calls })
    .filter(({ at, status }) => at !== '' && status === 'created')
    .flatMap(({ jobs }) => jobs);
  const verdicts = await Promise.all(jobs.map((job) => judged(job, ec2, options).catch(() => undefined)));
  return verdicts.filter((verdict) => verdict !== undefined);
}

async function judged(job: Job, ec2: Account['ec2'], options: RuleOptions): Promise<Verdict> {
  const network = job.vpc && (await readNetwork(ec2, job.vpc));
  return { ...judge(job, network, options), ...(network && { network }) };
}
