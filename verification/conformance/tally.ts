import type { Mark } from './judge.ts';
import type { Outcome } from './run.ts';

export interface Share {
  readonly right: number;
  readonly of: number;
}

/** How much of what is known the answers had right. */
export interface Tally {
  readonly constraints: number;
  readonly code: Share;
  readonly path: Share;
  readonly text: Share;
  /** Texts that are right but for what is not known of the service. */
  readonly unknownTexts: number;
  readonly accepted: Share;
}

export function tallyOf(outcomes: readonly Outcome[]): Tally {
  const judged = outcomes.flatMap(({ violating }) => violating ?? []);
  const edges = outcomes.flatMap(({ boundary }) => boundary ?? []);
  return {
    constraints: outcomes.length,
    code: share(judged.map(({ code }) => code)),
    path: share(judged.map(({ path }) => path)),
    text: share(judged.map(({ text }) => text)),
    unknownTexts: judged.filter(({ text }) => text === 'unknown').length,
    accepted: { right: edges.filter(({ accepted }) => accepted).length, of: edges.length },
  };
}

function share(marks: readonly Mark[]): Share {
  const known = marks.filter((mark) => mark !== 'unknown');
  return { right: known.filter((mark) => mark === 'right').length, of: known.length };
}

/** Every code and path, 98 of 100 texts, and nothing refused that the model allows. A run of nothing reaches no goal. */
export function reachesGoal({ code, path, text, accepted }: Tally): boolean {
  const all = [code, path, accepted].every(({ right, of }) => right === of);
  return all && code.of > 0 && text.right >= 0.98 * text.of;
}
