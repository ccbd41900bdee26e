/** A process, as the system's table reports it. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Where the system does not tell sessions: the group. */
  readonly session: number;
  /** When it started, in a unit of the system's own that grows with time. With the pid it names a process for good. */
  readonly started: number;
  /** Its program and arguments. */
  readonly command: string;
}

/**
 * The processes of a system, those that have ended but are not yet forgotten left out. Synchronous, so that it can be
 * asked while this process itself exits.
 */
export interface ProcessTable {
  list(): readonly ProcessRow[];
  /** When the process of this pid started; `undefined` when it is gone. */
  startOf(pid: number): number | undefined;
  /** Those of `rows` that carry a mark. */
  marked(rows: readonly ProcessRow[], mark: Mark): readonly ProcessRow[];
}

/** What every process of a tree inherits, whatever it does with its parent, group or session. */
export interface Mark {
  /** A variable and its value: `TRAIN_ENCRYPT_RUN=…`. */
  readonly variable: string;
  /** Bytes: a limit of the resident set that no other process has. Without effect since Linux 2.4.30. */
  readonly limit?: number;
}
