/** A file of a history, wherever it is. */
export interface HistoryFile {
  /** For reports: a path, or `s3://bucket/key`. */
  readonly name: string;
  /** A path on this machine. Rejects where the file cannot be had. */
  readonly fetch: () => Promise<string>;
  /** Nobody needs its path any more. */
  readonly release?: () => Promise<void>;
}

/** A file that holds nothing that could be judged. */
export interface SkippedFile {
  readonly file: string;
  /** `damaged`: nobody knows what it held. `foreign`: it was read, and is no CloudTrail log. */
  readonly kind: 'damaged' | 'foreign';
  /** To be read after its name: `is truncated`. */
  readonly why: string;
}

/** How far reading has come. */
export interface Progress {
  readonly files: number;
  readonly allFiles: number;
  /** Records read so far, of any service. */
  readonly records: number;
}

/** What was read to find the calls. */
export interface ReadHistory {
  readonly files: number;
  readonly skipped: readonly SkippedFile[];
  /** Of any service. */
  readonly records: number;
  /** Calls that can create jobs, delivered again and counted once. */
  readonly duplicates: number;
}
