import type { Line } from './result.ts';

/** What a baseline does not know. */
export interface NewSince {
  /** Its file. */
  readonly baseline: string;
  readonly lines: readonly Line[];
}
