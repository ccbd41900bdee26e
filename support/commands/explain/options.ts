export interface ExplainOptions {
  /** Print what there is as JSON. */
  readonly json?: boolean;
}
