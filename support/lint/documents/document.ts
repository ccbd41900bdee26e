import type { NetworkBook } from '../network/book.ts';
import type { Path } from '../text.ts';
import type { DocumentKind } from '../types.ts';

/** A value of a document, or one that was quoted in it as text. */
export interface DocumentPart {
  readonly value: unknown;
  /** From the top of the document. */
  readonly path: Path;
}

/** A request as a document has it: in the API's names or others, with `Undecided` where the document has no value. */
export interface FoundRequest extends DocumentPart {
  readonly kind: DocumentKind;
  readonly operation: string;
  /** What asks for it, by name; empty for the document itself. */
  readonly by: string;
  /** Why its jobs are not to be seen here, to be read after its name: `has its definition in s3://bucket/key`. */
  readonly unseen?: string;
  /** The error that it was answered with, for example `AccessDenied`. */
  readonly refusedWith?: string;
  /** Its jobs run only once something starts them: `the state machine is started`. */
  readonly once?: string;
  /** The conditions of the template that it is read under, and whether each holds. */
  readonly when?: Readonly<Record<string, boolean>>;
  /** What the document itself says of the network, under these conditions. */
  readonly network?: NetworkBook;
  /** Where it stands, when not in the document itself but in a file that the document names. */
  readonly within?: Neighbour;
}

/** A file that a document names. */
export interface Neighbour {
  readonly file: string;
  readonly value: unknown;
  readonly lineOf: (path: Path) => number | undefined;
}

/** What a document holds. */
export interface Found {
  readonly requests: readonly FoundRequest[];
  /** What it says of the network. */
  readonly network?: NetworkBook;
  /** It reports what happened: without a launch there is nothing wrong with it. */
  readonly isLog?: boolean;
}

/** A form that documents have. Each is a file of its own, and a line of the table in docs/lint.md. */
export interface DocumentForm {
  /** As in reports: `cloudformation`. */
  readonly name: string;
  /** For a person: `a CloudTrail event`. */
  readonly title: string;
  readonly recognises: (value: unknown) => boolean;
  /** Only of what it recognises. */
  readonly reads: (part: DocumentPart, reading: Reading) => Found;
}

/** What a form needs of what surrounds a document. */
export interface Reading {
  /** Reads a part that may have any form; `undefined` for one that has none. */
  readonly inner: (part: DocumentPart) => Found | undefined;
  /** Called for each part that is not what a document of this form has there. */
  readonly skip: Skip;
  /** A file beside the document; `undefined` where there is none that can be read. */
  readonly neighbour: (path: string) => Neighbour | undefined;
}

/** @param why to be read after the name of the part: `is no CloudTrail event` */
export type Skip = (path: Path, why: string) => void;

export const NOTHING_FOUND: Found = { requests: [] };

/** Knows neither other forms nor files. */
export const ALONE: Reading = { inner: () => undefined, skip: () => undefined, neighbour: () => undefined };

/** The requests of a value that must have this form; `undefined` for one that has another. */
export function requestsOf(
  form: DocumentForm,
  part: DocumentPart,
  reading: Reading = ALONE,
): readonly FoundRequest[] | undefined {
  return form.recognises(part.value) ? form.reads(part, reading).requests : undefined;
}
