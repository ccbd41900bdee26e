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
}

/** A kind of document. */
export interface DocumentReader {
  /** For a person: `a CloudTrail event`. */
  readonly title: string;
  /**
   * The requests that it holds; `undefined` for a document of another kind.
   * @param skip called for each part that is not what a document of this kind has there
   */
  readonly read: (part: DocumentPart, readInner: ReadPart, skip?: Skip) => readonly FoundRequest[] | undefined;
}

/** Reads a part that may be any kind of document. */
export type ReadPart = (part: DocumentPart) => readonly FoundRequest[] | undefined;

/** @param why to be read after the name of the part: `is no CloudTrail event` */
export type Skip = (path: Path, why: string) => void;
