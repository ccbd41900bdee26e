import type { Outcome, Provenance } from '../../../rules/types.ts';
import { signOf } from '../../../wrappers/mark.ts';
import type { ScenarioStatus } from '../../scenario.ts';
import type { ClaimStatus } from '../../summary.ts';
import type { SiteWrapperCell } from '../types.ts';

/** A verdict as it is shown: a mark and a word, never a colour alone. */
export interface Mark {
  readonly mark: string;
  readonly word: string;
  /** A class of the style sheet. */
  readonly tone: 'good' | 'bad' | 'unknown' | 'neutral';
}

const good = (word: string): Mark => ({ mark: '✓', word, tone: 'good' });
const bad = (word: string): Mark => ({ mark: '✗', word, tone: 'bad' });
const unknown = (word: string): Mark => ({ mark: '?', word, tone: 'unknown' });
const neutral = (word: string, mark = '–'): Mark => ({ mark, word, tone: 'neutral' });

export const CLAIM_MARKS: Readonly<Record<ClaimStatus, Mark>> = {
  holds: good('holds'),
  broken: bad('broken'),
  'no scenario': unknown('no scenario'),
  'not run': unknown('not run'),
  'cannot be tested': neutral('cannot be tested'),
};

export const SCENARIO_MARKS: Readonly<Record<ScenarioStatus, Mark>> = {
  passed: good('passed'),
  failed: bad('failed'),
  skipped: unknown('skipped'),
  planned: unknown('planned'),
};

const MARKS: Readonly<Record<string, (word: string) => Mark>> = {
  '✓': good,
  '✗': bad,
  '?': unknown,
  '~': (word) => ({ ...unknown(`${word}, excepted`), mark: '~' }),
};

/** The words of histories that an older version wrote. */
const OLDER: Readonly<Record<string, Mark>> = {
  passed: good('passed'),
  failed: bad('failed'),
  excepted: unknown('excepted'),
};

/** A wrapper in a situation, as every surface of `check` prints it. */
export const cellMark = (cell: Pick<SiteWrapperCell, 'outcome' | 'answer'>): Mark => outcomeMark(signOf(cell));

/** What a rule found is what a scenario expects as often as not: no alarm in itself. */
export const OUTCOME_MARKS: Readonly<Record<Outcome, Mark>> = {
  holds: neutral('holds', '✓'),
  broader: neutral('holds by something broader', '≈'),
  broken: neutral('broken', '✗'),
  advice: neutral('advice', 'i'),
};

export const PROVENANCE_WORDS: Readonly<Record<Provenance, string>> = {
  documented: 'AWS says so',
  observed: 'seen against the service',
  ours: 'our reading or wording',
};

/** Of a history that was written by another version, whatever it holds. */
export function outcomeMark(outcome: string): Mark {
  if (Object.hasOwn(OLDER, outcome)) return OLDER[outcome] ?? unknown(outcome);
  const [, mark = '', word = ''] = /^([✓✗?~]) (.+)$/u.exec(outcome) ?? [];
  return (word !== '' && MARKS[mark]?.(word)) || unknown(outcome);
}

export const stepMark = (status: string): Mark =>
  status === 'passed' ? good('passed') : status === 'skipped' ? neutral('not run') : bad(status);

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** `23 November 2026 at 20:49 UTC`; what is no moment, as it is. */
export function momentWords(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${MOMENT.format(time)} UTC`;
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `23 November 2026`, by UTC; what is no moment, as it is. */
export function dayWords(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : DAY.format(time);
}

export function secondsWords(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  return seconds < 90 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}
