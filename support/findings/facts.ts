import type { Verdict } from '../rules/types.ts';

/** Something that decides an answer: its value and where that came from, or why nobody knows it. */
export type Fact<T> =
  | { readonly known: true; readonly value: T; readonly source: string }
  | { readonly known: false; readonly why: string };

export const known = <T>(value: T, source: string): Fact<T> => ({ known: true, value, source });
export const unknown = (why: string): Fact<never> => ({ known: false, why });

/** All instances together; `service chooses` where the service picks the number itself and it can be several. */
export type Instances = number | 'service chooses';

/** `EnableInterContainerTrafficEncryption` as sent. */
export type Flag = 'true' | 'false' | 'absent';

export interface Refusal {
  /** For example `AccessDeniedException from the service`. */
  readonly by: string;
  /** Nothing should have run: the refusal is the right result. */
  readonly expected: boolean;
}

/** All that decides the answer for one job. */
export interface JobFacts {
  /** Whether the job was looked at: unknown for what could not start, was not exercised, or is defined elsewhere. */
  readonly exercised: Fact<true>;
  /** Who refused it; `none` where nobody did. */
  readonly refusal: Fact<Refusal | 'none'>;
  readonly instances: Fact<Instances>;
  readonly flag: Fact<Flag>;
  /** Whether it names a private VPC. */
  readonly vpc: Fact<boolean>;
  /** Whether each rule holds, by the rule's id. A rule of DECIDING_RULES that is not here is unknown. */
  readonly rules: Readonly<Record<string, Fact<boolean>>>;
}

/** The rules that must be known to hold before several instances count as encrypted. `between-instances` is their sum. */
export const DECIDING_RULES = [
  'subnets-exist',
  'security-groups-exist',
  'same-vpc',
  'network-acls',
  'inbound-rules',
  'outbound-rules',
] as const;

/** Whether an unknown answer of this rule leaves a job's answer open. */
export const isDeciding = (rule: string): boolean =>
  rule === 'between-instances' || (DECIDING_RULES as readonly string[]).includes(rule);

const THIS_REQUEST = 'the request';

/** What only the caller of `factsOf` knows. Each replaces what the verdict alone says. */
export type FactsElsewhere = Partial<Omit<JobFacts, 'rules'>> & {
  /** Replaces what the verdict says about single rules: `unknown('no file describes subnet-1')`. */
  readonly rules?: JobFacts['rules'];
};

/**
 * The facts of a job that was judged. A count of 0 is unknown, but for AutoML, where the service chooses it. A verdict
 * that refuses a job for other reasons than what several instances exchange is a refusal by the service.
 * @param elsewhere facts that the verdict does not have, such as the refusal that a situation expects
 */
export function factsOf(verdict: Verdict, elsewhere: FactsElsewhere = {}): JobFacts {
  const { job } = verdict;
  const { rules, ...others } = elsewhere;
  const facts: JobFacts = {
    exercised: known(true, THIS_REQUEST),
    refusal: known('none', THIS_REQUEST),
    instances: instancesOf(verdict),
    flag: known(job.encrypted === undefined ? 'absent' : job.encrypted ? 'true' : 'false', job.flagPath),
    vpc: known(job.vpc !== undefined, THIS_REQUEST),
    ...others,
    rules: { ...rulesOf(verdict), ...rules },
  };
  return elsewhere.refusal === undefined ? { ...facts, refusal: refusalOf(verdict, facts) } : facts;
}

/** The facts of a job that nobody could look at. */
export function factsOfUnseen(why: string): JobFacts {
  const nothing = unknown(why);
  return { exercised: nothing, refusal: nothing, instances: nothing, flag: nothing, vpc: nothing, rules: {} };
}

function instancesOf({ job: { instances, operation } }: Verdict): JobFacts['instances'] {
  if (instances !== 0) return known(instances, THIS_REQUEST);
  return /^CreateAutoMLJob/.test(operation)
    ? known('service chooses', `${operation} leaves the number to the service`)
    : unknown('the request does not give the number of instances');
}

function rulesOf({ job, findings }: Verdict): JobFacts['rules'] {
  const several = job.instances !== 1;
  const decided = findings.flatMap(({ rule, outcome, refuses, text }): (readonly [string, Fact<boolean>])[] => {
    if (!isDeciding(rule) && !refuses) return [];
    const holds = outcome === 'holds' || outcome === 'broader' || (outcome === 'advice' && !several);
    return [[rule, known(holds, text)]];
  });
  return Object.fromEntries(decided);
}

/** Several instances that ask for encryption and may not have it are blocked; what else cannot start is refused. */
function refusalOf({ refusals }: Verdict, { instances, flag }: JobFacts): JobFacts['refusal'] {
  const [first] = refusals;
  const ofOption = refusals.find(({ option }) => option !== undefined);
  if (ofOption?.option) return known({ by: ofOption.option, expected: false }, ofOption.text);
  if (!first || (isSeveral(instances) && flag.known)) return known('none', THIS_REQUEST);
  return known({ by: `the rule ${first.rule}`, expected: false }, first.text);
}

export const isSeveral = (instances: Fact<Instances>): boolean =>
  instances.known && (instances.value === 'service chooses' || instances.value >= 2);
