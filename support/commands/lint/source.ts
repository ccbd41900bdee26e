/** A file to judge. */
export interface Source {
  /** `-` is standard input. */
  readonly file: string;
  /** It was not named but found in a folder or by a pattern: what lint does not know in it is counted only. */
  readonly found: boolean;
}
