import type { Finding, Job, Verdict } from '../rules/types.ts';
import type { WrapperFinding } from '../wrappers/types.ts';

/** What a document was recognised as. */
export type DocumentKind = 'request' | 'cloudtrail-event' | 'step-functions' | 'pipeline' | 'cloudformation';

/** Where something stands in a file. */
export interface Place {
  readonly file: string;
  /** From the top of the document: `States.Train.Parameters`. Empty for the document itself. */
  readonly path: string;
  /** Counted from 1; absent where the text that it stands in is quoted in another, or is not at hand. */
  readonly line?: number;
}

/** A member whose value the document does not have: it is known at run time only, or was left out of a log. */
export interface Undecided {
  /** From the top of the request: `NetworkConfig.VpcConfig`; empty for all of it. */
  readonly path: string;
  /** Why, for a reader: `is taken from $.network when the state runs`. */
  readonly why: string;
}

/** A member that the operation does not have, and that AWS would refuse or ignore. */
export interface Unknown {
  readonly path: string;
}

/** A request for jobs, found in a document. */
export interface ReadRequest {
  readonly kind: DocumentKind;
  /** For example `CreateTrainingJob`. */
  readonly operation: string;
  /** What asks for it, where that is not the document itself: a state, a step, an event. */
  readonly by: string;
  /** As the API takes it, without the members that are undecided or unknown. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly place: Place;
  readonly undecided: readonly Undecided[];
  readonly unknown: readonly Unknown[];
}

/** A job of a request, judged. */
export interface LintedJob {
  readonly request: ReadRequest;
  readonly job: Job;
  readonly place: Place;
  /** By the rules, with `request-flag` broken where several instances would talk in the clear. */
  readonly verdict: Verdict;
  /** Broken ones first. */
  readonly findings: readonly WrapperFinding[];
  readonly outcome: 'broken' | 'undecided' | 'holds';
  /** Rules that nothing was known about: without a network, or one that tells too little. */
  readonly notLookedAt: readonly string[];
}

export type { Finding };
