import { comparedCalls, type Sequence } from './call.ts';
import { EMULATOR_NAMES, type Emulator } from './emulators.ts';
import type { Reason } from './reason.ts';
import type { Row } from './table.ts';

/** How an emulator's answer to a call stands to the embedded EC2's. */
export interface Standing {
  readonly kind: 'same' | 'theirs' | 'unspecified';
  /** Ids of the reasons, in the order of the fields. */
  readonly reasons: readonly string[];
}

export interface CallStandings {
  readonly topic: string;
  readonly title: string;
  readonly operation: string;
  readonly standings: Readonly<Record<Emulator, Standing>>;
}

export type Counts = Readonly<Record<Standing['kind'], number>>;

/** Every call with how each emulator stands to it. A call with any difference that is theirs counts as `theirs`. */
export function tally(
  sequences: readonly Sequence[],
  rows: readonly Row[],
  reasons: readonly Reason[],
): readonly CallStandings[] {
  const verdicts = new Map(reasons.map(({ id, verdict }) => [id, verdict]));
  const byCall = Map.groupBy(rows, ({ call }) => call);
  return comparedCalls(sequences).map(({ name, topic, call }) => {
    const standing = (engine: Emulator): Standing => {
      const found = (byCall.get(name) ?? []).filter(({ engines }) => engines.includes(engine));
      const ids = [...new Set(found.map(({ reason = '' }) => reason))];
      if (ids.length === 0) return { kind: 'same', reasons: [] };
      return { kind: ids.some((id) => verdicts.get(id) !== 'unspecified') ? 'theirs' : 'unspecified', reasons: ids };
    };
    const standings = Object.fromEntries(EMULATOR_NAMES.map((engine) => [engine, standing(engine)]));
    return { topic, title: call.title, operation: call.operation, standings: standings as CallStandings['standings'] };
  });
}

/** How many of the calls stand how. */
export function count(calls: readonly CallStandings[], engine: Emulator): Counts {
  const of = (kind: Standing['kind']) => calls.filter(({ standings }) => standings[engine].kind === kind).length;
  return { same: of('same'), theirs: of('theirs'), unspecified: of('unspecified') };
}
