import type { Emulator } from './emulators.ts';
import type { Row } from './table.ts';

/**
 * Why answers differ. Nothing stays in the table because the embedded EC2 is wrong: that is adjusted. `theirs`: the
 * emulator does not do what EC2 is documented or was seen to do. `unspecified`: nobody outside knows what EC2 does, or
 * EC2 promises nothing.
 */
export interface Reason {
  readonly id: string;
  readonly verdict: 'theirs' | 'unspecified';
  /** What differs, in a line. */
  readonly what: string;
  /** What EC2 does and where it says so, or that it does not say. */
  readonly why: string;
  /** The workaround of `support/engines/workarounds` that makes it good on its way through the endpoint. */
  readonly workaround?: string;
  /** The differences it stands for: those that fit one of these in every respect. */
  readonly covers: readonly Pattern[];
}

export interface Pattern {
  readonly call?: RegExp;
  readonly field?: RegExp;
  readonly ours?: RegExp;
  readonly theirs?: RegExp;
  readonly engine?: Emulator | 'moto and LocalStack';
}

/** The first reason that covers a difference. */
export const reasonOf = (row: Omit<Row, 'reason'>, reasons: readonly Reason[]): Reason | undefined =>
  reasons.find(({ covers }) => covers.some((pattern) => fits(pattern, row)));

function fits({ call, field, ours, theirs, engine }: Pattern, row: Omit<Row, 'reason'>): boolean {
  return (
    (call?.test(row.call) ?? true) &&
    (field?.test(row.field) ?? true) &&
    (ours?.test(row.ours) ?? true) &&
    (theirs?.test(row.theirs) ?? true) &&
    row.engines.every((one) => isFrom(one, engine))
  );
}

function isFrom(engine: Emulator, wanted: Pattern['engine']): boolean {
  if (wanted === undefined) return true;
  return wanted === 'moto and LocalStack' ? engine !== 'ministack' : engine === wanted;
}
