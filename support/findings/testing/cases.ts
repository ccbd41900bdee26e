/** A job for every answer, to be shown by every surface. Nothing but tests imports this. */
import type { Network } from '../../network/model.ts';
import { group, IKE, line, network, toGroup } from '../../network/testing/sample.ts';
import { judge } from '../../rules/judge.ts';
import { DOCUMENTED, job } from '../../rules/testing/sample.ts';
import type { Job, Verdict } from '../../rules/types.ts';
import type { Answer, Mark } from '../answer.ts';
import { type FactsElsewhere, factsOf, factsOfUnseen, type JobFacts, known, unknown } from '../facts.ts';

export interface AnswerCase {
  readonly name: string;
  /** What each surface must print, and nothing else. */
  readonly answer: Answer;
  readonly mark: Mark;
  readonly facts: JobFacts;
  /** Absent where nobody saw a job. */
  readonly seen?: {
    readonly verdict: Verdict;
    /** The request that asks for the job, as an SDK takes it. */
    readonly request: Readonly<Record<string, unknown>>;
    readonly network: Network | undefined;
    readonly refusal?: { readonly code: string; readonly expected: boolean };
  };
}

interface Given {
  readonly job?: Partial<Job>;
  readonly network?: Partial<Network>;
  readonly elsewhere?: FactsElsewhere;
  readonly refusal?: { readonly code: string; readonly expected: boolean };
  /** Members of the request that are not as the job has them. */
  readonly request?: Readonly<Record<string, unknown>>;
}

function seen(name: string, answer: Answer, mark: Mark, given: Given = {}): AnswerCase {
  const one = job({ name: name.replaceAll(/[^a-z]+/g, '-'), ...given.job });
  const read = one.vpc && network(given.network);
  const verdict = { ...judge(one, read, DOCUMENTED), ...(read && { network: read }) };
  const { refusal } = given;
  const elsewhere = {
    ...given.elsewhere,
    ...(refusal && { refusal: known({ by: refusal.code, expected: refusal.expected }, refusal.code) }),
  };
  return {
    name,
    answer,
    mark,
    facts: factsOf(verdict, elsewhere),
    seen: {
      verdict,
      request: { ...requestOf(one), ...given.request },
      network: read,
      ...(refusal && { refusal }),
    },
  };
}

function requestOf({ name, encrypted, vpc, instances }: Job): Readonly<Record<string, unknown>> {
  return {
    TrainingJobName: name,
    RoleArn: 'arn:aws:iam::111122223333:role/training',
    AlgorithmSpecification: { TrainingInputMode: 'File', TrainingImage: 'image' },
    OutputDataConfig: { S3OutputPath: 's3://bucket/output' },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: instances, VolumeSizeInGB: 10 },
    ...(encrypted !== undefined && { EnableInterContainerTrafficEncryption: encrypted }),
    ...(vpc && { VpcConfig: { Subnets: vpc.subnets, SecurityGroupIds: vpc.securityGroups } }),
  };
}

const ESP_MISSING = { securityGroups: [group('sg-1', { ingress: [line(IKE, toGroup('sg-1'))] })] };
const UNKNOWN_COUNT = unknown('the request does not give the number of instances');

/** Every answer at least once, each mark of a refusal. */
export const ANSWER_CASES: readonly AnswerCase[] = [
  seen('two instances, encrypted', 'encrypted', '✓'),
  seen('one instance', 'single instance', '✓', { job: { instances: 1, encrypted: undefined } }),
  seen('one instance, flag false', 'single instance', '✓', { job: { instances: 1, encrypted: false } }),
  seen('two instances, flag absent', 'unencrypted', '✗', { job: { encrypted: undefined } }),
  seen('two instances, flag false', 'unencrypted', '✗', { job: { encrypted: false } }),
  seen('two instances, no vpc', 'blocked', '✗', { job: { vpc: undefined } }),
  seen('two instances, esp missing', 'blocked', '✗', { network: ESP_MISSING }),
  seen('denied, as expected', 'refused', '✓', {
    job: { encrypted: undefined },
    refusal: { code: 'AccessDeniedException', expected: true },
  }),
  seen('denied, not expected', 'refused', '✗', { refusal: { code: 'AccessDeniedException', expected: false } }),
  seen('count unknown', 'not shown', '?', {
    job: { instances: 0 },
    elsewhere: { instances: UNKNOWN_COUNT },
    request: { ResourceConfig: undefined },
  }),
  seen('count unknown, flag absent', 'not shown', '?', {
    job: { instances: 0, encrypted: undefined },
    elsewhere: { instances: UNKNOWN_COUNT },
    request: { ResourceConfig: undefined },
  }),
  {
    name: 'could not start',
    answer: 'not shown',
    mark: '?',
    facts: factsOfUnseen('the command could not be started'),
  },
];
