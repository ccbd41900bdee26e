import type { Answered } from '../../findings/answer.ts';
import type { Network } from '../../network/model.ts';
import type { Claim, Finding, Job, RulesMode } from '../../rules/types.ts';
import type { EgressCall, Exception, Given, WrapperVerdict } from '../../wrappers/types.ts';
import type { ScenarioStatus } from '../scenario.ts';
import type { ClaimStatus } from '../summary.ts';

// What the pages are made of. Plain data: read from messages by `site/read`, drawn by `site/pages` and `site/pictures`.

/** The media type of the attachment in which a scenario's evidence travels in cucumber's messages. JSON. */
export const EVIDENCE_TYPE = 'application/vnd.train-encrypt.evidence+json';

/** Where and how scenarios ran. Scenarios with the same of everything ran in one run. */
export interface RunConditions {
  /** Of train-encrypt. */
  readonly version: string;
  readonly node: string;
  /** `embedded`, `localstack`, … */
  readonly engine: string;
  /** For people: `LocalStack 4.14.0`. */
  readonly engineDescription: string;
  readonly rules: RulesMode;
  readonly strict: boolean;
}

/** What one scenario leaves behind beside its steps. */
export interface Evidence {
  readonly schema: 1;
  readonly conditions: RunConditions;
  /** In order. Calls to SageMaker, and those to EC2 that change something. */
  readonly calls: readonly EvidenceCall[];
  readonly verdicts: readonly EvidenceVerdict[];
  readonly timelines: readonly EvidenceTimeline[];
  /** Pairs of the same training unencrypted and encrypted, in the model of time. */
  readonly timings: readonly EvidenceTiming[];
  /** What was left out for its size, for people; absent when nothing was. */
  readonly leftOut?: readonly string[];
}

export interface EvidenceCall {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  /** As sent; long texts shortened, credentials never there; null when nothing of it was read. */
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface EvidenceVerdict {
  readonly job: Job;
  readonly findings: readonly Finding[];
  readonly refused: boolean;
  readonly stalls: boolean;
  /** As it was when the job was judged; absent when the job named none. */
  readonly network?: Network;
}

/** The life of a job. Times are ISO 8601 by the clock of the scenario's account. */
export interface EvidenceTimeline {
  readonly name: string;
  readonly operation: string;
  readonly status: string;
  readonly transitions: readonly { readonly status: string; readonly at: string; readonly message?: string }[];
  readonly createdAt: string;
  readonly endedAt?: string;
}

/** Seconds, of the model. */
export interface EvidenceTiming {
  readonly name: string;
  readonly instances: number;
  readonly clearSeconds: number;
  readonly encryptedSeconds: number;
}

/** One run, or what shards of one made together. */
export interface SiteRun {
  /** Stable: made of the conditions, such as `localstack-documented`. */
  readonly id: string;
  readonly conditions: RunConditions;
  /** ISO 8601: the first start and the last end. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** Of scenarios. */
  readonly counts: Readonly<Record<ScenarioStatus, number>>;
  /** Shards that are missing, such as `2/3`; empty when it is whole. */
  readonly missingShards: readonly string[];
}

export interface SiteStep {
  readonly keyword: string;
  readonly text: string;
  readonly status: string;
  /** Cells of its data table, or the text of its doc string. */
  readonly table?: readonly (readonly string[])[];
  readonly docString?: string;
  /** Why it did not pass. */
  readonly error?: string;
}

/** One scenario in one run. */
export interface SiteResult {
  /** The id of a `SiteRun`. */
  readonly run: string;
  readonly status: ScenarioStatus;
  readonly reason: string;
  readonly seconds: number;
  readonly steps: readonly SiteStep[];
  readonly evidence?: Evidence;
}

export interface SiteScenario {
  /** Stable between runs and machines: made of feature, rule, name and example row. Fit for a URL. */
  readonly id: string;
  readonly feature: string;
  readonly rule?: string;
  readonly name: string;
  /** Of the example row, when an outline has them. */
  readonly example?: Readonly<Record<string, string>>;
  readonly location: string;
  readonly tags: readonly string[];
  readonly claims: readonly string[];
  /** One for each run in which it is. */
  readonly results: readonly SiteResult[];
}

export interface SiteClaim {
  readonly claim: Claim;
  /** Over all runs; a claim is broken when it is broken in one. */
  readonly status: ClaimStatus;
  readonly byRun: Readonly<Record<string, ClaimStatus>>;
  /** Ids of its scenarios, in reading order. */
  readonly scenarios: readonly string[];
}

/** One wrapper in one situation, as `check` wrote it; `history` oldest first. */
export interface SiteWrapperCell {
  readonly wrapper: string;
  readonly situation: string;
  readonly expectation: string;
  readonly outcome: 'passed' | 'failed' | 'excepted' | 'not shown';
  /** The worst answer of its jobs, and what decided it. */
  readonly answer: Answered;
  /** Why nothing was shown, in one line: the command's own error, or what was missing. Absent where something was. */
  readonly cause?: string;
  /** The command could not be started. */
  readonly notStarted?: boolean;
  readonly did: string;
  /** A short text for people: the report of the verdict, without colours. */
  readonly report: string;
  readonly output: string;
  readonly history: readonly { readonly at: string; readonly outcome: string; readonly version: string }[];
  /** Exceptions that cover something that was found. */
  readonly exceptions?: readonly Exception[];
  /** All that was seen of it; absent in reports of earlier versions. */
  readonly seen?: SiteAttempt;
}

/** What a wrapper was given, what it did with it, and what was found. */
export interface SiteAttempt {
  /** Of the situation. */
  readonly title: string;
  readonly reason: string;
  /** As configured, with its placeholders, and as it ran. */
  readonly configured: readonly string[];
  readonly command: readonly string[];
  /** Names of variables that the configuration adds. */
  readonly environment: readonly string[];
  readonly given: Given;
  readonly ended: string;
  readonly seconds: number;
  readonly isolation: string;
  readonly sent: WrapperVerdict['sent'];
  readonly findings: WrapperVerdict['findings'];
  /** What asked for something, as sent. */
  readonly requests: readonly EvidenceCall[];
  /** Every call, in order. */
  readonly calls: readonly SiteCall[];
  /** Hosts other than the endpoint. */
  readonly egress: readonly EgressCall[];
  readonly verdicts: readonly EvidenceVerdict[];
}

export interface SiteCall {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
  readonly error?: string;
  /** In words. */
  readonly faults?: readonly string[];
}

/** What the packet filter of a kernel did, by the fingerprint of the network. */
export interface SiteKernel {
  /** As `uname -r` prints it. */
  readonly release: string;
  /** ISO 8601. */
  readonly at: string;
  readonly networks: Readonly<Record<string, SiteKernelNetwork>>;
}

export interface SiteKernelNetwork {
  /** Every IKE and ESP packet between all instances arrived. */
  readonly reachable: boolean;
  /** The verdict said the same, down to what stops a packet. */
  readonly confirmed: boolean;
  /** Packets. */
  readonly sent: number;
  readonly arrived: number;
}

/** All that the site shows. */
export interface SiteData {
  readonly title: string;
  /** ISO 8601. */
  readonly writtenAt: string;
  readonly runs: readonly SiteRun[];
  /** In the page's order. */
  readonly claims: readonly SiteClaim[];
  /** In reading order: by feature file, then line. */
  readonly scenarios: readonly SiteScenario[];
  readonly wrappers: readonly SiteWrapperCell[];
  /** Absent where no kernel was asked. */
  readonly kernel?: SiteKernel;
  /** Exceptions that nothing called for. */
  readonly unmatched?: readonly Exception[];
  /** What wrappers leave out, and why. */
  readonly leftOut?: readonly { readonly wrapper: string; readonly situation: string; readonly reason: string }[];
  /** Shards of `check` that are missing, such as `2/3`; absent or empty when it is whole. */
  readonly missingCheckShards?: readonly string[];
  /** What went wrong outside scenarios. */
  readonly problems: readonly string[];
}
