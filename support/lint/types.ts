import type { Answered } from '../findings/answer.ts';
import type { Answerable } from '../findings/exception.ts';
import type { WrapperFinding } from '../findings/finding.ts';
import type { Job, Verdict } from '../rules/types.ts';
import type { NetworkBook } from './network/book.ts';

/** What a document was recognised as. */
export type DocumentKind =
  | 'request'
  | 'cloudtrail-event'
  | 'step-functions'
  | 'pipeline'
  | 'cloudformation'
  | 'terraform'
  | 'kubernetes'
  | 'sdk-defaults'
  | 'scheduler'
  | 'sdk-call'
  | 'ssm-automation'
  | 'serverless'
  | 'config-item'
  | 'log-rows';

/** Where something stands in a file. */
export interface Place {
  readonly file: string;
  /** From the top of the file: `Records[0].requestParameters`. Empty for all of it. */
  readonly path: string;
  /** Counted from 1. Absent where it is not known. */
  readonly line?: number;
}

/** Something to be said of one member of a request. Its path is from the top of the request; empty for all of it. */
export interface Remark {
  /** Places in lists are counted from one, as the service does: `TrainingJobDefinitions.2.VpcConfig`. */
  readonly path: string;
  /** What is the matter with it, to be read after its name: `is taken from $.network when the state runs`. */
  readonly text: string;
}

/** A part of a file that is not judged. */
export interface SkippedPart {
  /** `unreadable`: nobody knows what it asks for. `foreign`: it was read, and is nothing that lint knows. */
  readonly kind: 'unreadable' | 'foreign';
  readonly place: Place;
  /** One sentence that names it. */
  readonly text: string;
}

/** A request for jobs, found in a document. */
export interface ReadRequest {
  readonly kind: DocumentKind;
  /** For example `CreateTrainingJob`. */
  readonly operation: string;
  /** What asks for it where that is not the document itself, such as a state or step by its name. Else empty. */
  readonly by: string;
  /** As the API takes it, without the members that are undecided, misfits or unknown. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** The line of a member, given by its path from the top of the request, or of what it would stand in. */
  readonly lineOf: (member: string) => number | undefined;
  /** Members whose values the document does not have: known at run time only, or left out of a log. */
  readonly undecided: readonly Remark[];
  /** Members of a type that the API does not take. */
  readonly misfits: readonly Remark[];
  /** Members that the operation does not have. */
  readonly unknown: readonly Remark[];
  /** Why its jobs are not to be seen here: `has its definition in s3://bucket/key`. */
  readonly unseen?: string;
  /** The error that it was answered with: nothing runs. For example `AccessDenied`. */
  readonly refusedWith?: string;
  /** Its jobs run only once something starts them: `the state machine is started`. */
  readonly once?: string;
  /** The conditions that it is read under, where a document has several outcomes: `if IsProd and not IsDev`. */
  readonly when?: Readonly<Record<string, boolean>>;
  /** What its document says of the network. */
  readonly network?: NetworkBook;
  /** Names that stand for the ids of subnets and security groups, and what they are: `TrainingGroup`, `${SubnetA}`. */
  readonly names?: ReadonlyMap<string, string>;
}

/** A job of a request, judged. */
export interface LintedJob {
  readonly request: ReadRequest;
  readonly job: Job;
  /** Where the job is defined: the request's place, with the line of its own definition. */
  readonly place: Place;
  /** What it names as its network is not in the document. */
  readonly vpcUndecided: boolean;
  readonly answered: Answered;
  /** By the rules, with `request-flag` broken where several instances would exchange unencrypted traffic, and with remarks on the document. */
  readonly verdict: Verdict;
  /** Broken ones first. */
  readonly findings: readonly WrapperFinding[];
  /** Who answers for its findings, and what a report says of that. */
  readonly exceptions?: readonly (Answerable & { readonly finding: string; readonly words: string })[];
  /** All that counts against it is covered: it does not fail. */
  readonly excepted?: boolean;
  /** Rules that nothing could be said about, for want of a network, or of a part of it. */
  readonly notLookedAt: readonly string[];
}
