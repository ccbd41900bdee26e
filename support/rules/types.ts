import type { Network } from '../network/model.ts';
import type { FlowVerdict, Reachability } from '../network/reachability.ts';

/**
 * `documented`: AWS says so. `observed`: seen against the service. `ours`: neither; our reading or wording.
 * @example
 * ```ts
 * import type { Provenance } from 'train-encrypt';
 *
 * const trusted: readonly Provenance[] = ['documented', 'observed'];
 * ```
 */
export type Provenance = 'documented' | 'observed' | 'ours';

/**
 * `documented` enforces the documentation; `observed` does what the service was seen to do.
 * @example
 * ```ts
 * import type { RulesMode } from 'train-encrypt';
 *
 * const mode: RulesMode = process.env.CI ? 'documented' : 'observed';
 * ```
 */
export type RulesMode = 'documented' | 'observed';

/**
 * How the rules are applied.
 * @example
 * ```ts
 * import { startHarness } from 'train-encrypt';
 * import type { RuleOptions } from 'train-encrypt';
 *
 * await using harness = await startHarness();
 * const account = harness.createAccount();
 *
 * const rules: RuleOptions = { mode: 'documented', strict: true };
 * account.setRules(rules);
 * ```
 */
export interface RuleOptions {
  readonly mode: RulesMode;
  /** Only the documented rows of a security group count. */
  readonly strict: boolean;
  /** Refuses jobs of several instances that do not ask for encryption; AWS does not. Default false. */
  readonly refuseUnencrypted?: boolean;
}

/**
 * What a rule needs to know of a job, whichever operation asked for it.
 * @example
 * ```ts
 * import type { Job } from 'train-encrypt';
 *
 * const isDistributed = ({ instances }: Job) => instances > 1;
 * ```
 */
export interface Job {
  /** For example `CreateTrainingJob`. */
  readonly operation: string;
  readonly name: string;
  /** Where in the request this job is defined: empty for the request itself, else `TrainingJobDefinitions.2`. */
  readonly path: string;
  /** The flag as sent; `undefined` when it was left out. */
  readonly encrypted: boolean | undefined;
  /** The member that carries the flag, as a path from the top of the request. */
  readonly flagPath: string;
  readonly vpc: { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] } | undefined;
  /** All instances: the sum over the instance groups of a heterogeneous cluster. */
  readonly instances: number;
  readonly instanceTypes: readonly string[];
}

/** What a rule is given. `network` is absent when the job names none. */
export interface Situation {
  readonly job: Job;
  readonly network: Network | undefined;
  readonly reachability: Reachability | undefined;
  readonly options: RuleOptions;
}

/**
 * `broken`: the rule does not hold. `broader`: it holds by something other than the documented way.
 * `holds`: it holds as documented. `advice`: nothing is broken, but a person should know.
 * @example
 * ```ts
 * import type { Outcome } from 'train-encrypt';
 *
 * const fails = (outcome: Outcome) => outcome === 'broken';
 * ```
 */
export type Outcome = 'broken' | 'broader' | 'holds' | 'advice';

/** Every rule has one of these ids. */
export type RuleId =
  | 'between-instances'
  | 'default-tenancy'
  | 'esp-ports'
  | 'free-addresses'
  | 'inbound-rules'
  | 'network-acls'
  | 'outbound-rules'
  | 'private-vpc'
  | 'request-flag'
  | 's3-route'
  | 'same-vpc'
  | 'security-groups-exist'
  | 'service-vpc'
  | 'single-instance'
  | 'subnets-exist'
  | 'tuning-jobs'
  | 'vpc-required';

/** What is found about the members of a request, by no rule. */
export type RemarkId = 'count-constraint' | 'member-misfit' | 'unknown-member' | 'vpc-constraint';

/**
 * What a rule found about one job.
 * @example
 * ```ts
 * import type { Finding } from 'train-encrypt';
 *
 * const print = ({ rule, text, fix }: Finding) => [`${rule}: ${text}`, ...fix].join('\n');
 * ```
 */
export interface Finding {
  readonly rule: RuleId | RemarkId;
  readonly claim: string | undefined;
  readonly outcome: Outcome;
  readonly provenance: Provenance;
  /** Whether the job is refused for it, under the options in force. Only ever true of `broken`. */
  readonly refuses: boolean;
  /** The option that refuses the job where neither AWS nor its documentation does. */
  readonly option?: '--refuse-unencrypted';
  /** What happened, to what. One sentence, our words. */
  readonly text: string;
  /** What is there and what is not: `ESP in: yes; ESP out: missing`. Empty when there is nothing near. */
  readonly closestMatch: string;
  /**
   * Command lines of the AWS CLI that would fix it, or one sentence when no command can. Empty where nothing is to be
   * fixed, and where another finding of the same job says how.
   */
  readonly fix: readonly string[];
  /** The flows looked at, for reports that draw a table. */
  readonly flows: readonly FlowVerdict[];
}

/** A rule as data: what it says, where that comes from, and the function that looks. */
export interface Rule {
  readonly id: RuleId;
  /** The documented claim it belongs to; `undefined` for what a neighbouring page or the API asks. */
  readonly claim: string | undefined;
  readonly title: string;
  readonly provenance: Provenance;
  readonly source: string;
  /** What the service was seen to do about it when a job is created, with its provenance. */
  readonly enforcement: string;
  readonly check: (situation: Situation) => readonly Finding[];
}

/** A documented claim in our words, in the page's order. */
export interface Claim {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  /** How a test can decide it; `model` decides it in the model of time only; `none` cannot, for the reason given. */
  readonly test: { readonly kind: 'run' | 'model' } | { readonly kind: 'none'; readonly reason: string };
  /** What was observed where documentation and service disagree. */
  readonly observed?: string;
}

/**
 * The answer to one job.
 * @example
 * ```ts
 * import type { Verdict } from 'train-encrypt';
 *
 * const mayStart = ({ refusals }: Verdict) => refusals.length === 0;
 * ```
 */
export interface Verdict {
  readonly job: Job;
  readonly findings: readonly Finding[];
  /** Findings that refuse the job; empty when it may start. */
  readonly refusals: readonly Finding[];
  /** Encrypted, several instances, and they cannot exchange IKE and ESP: what stalls in observed mode. */
  readonly stalls: boolean;
  /** As the stub read it when it judged the job; absent when the job named none. */
  readonly network?: Network;
}

/** Signature agreed: judges one job. Pure. Body in `judge.ts`. */
export type Judge = (job: Job, network: Network | undefined, options: RuleOptions) => Verdict;
