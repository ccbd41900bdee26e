import { invalid } from '../errors/own-errors.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** When a schedule runs: once and at once, or again and again at full hours UTC. */
export type Timetable =
  | { readonly kind: 'now' }
  /** From `first` o'clock every so many hours, counted again every day. */
  | { readonly kind: 'hours'; readonly first: number; readonly every: number };

/** The three forms of cron expression that the documentation of `ScheduleExpression` has. */
const CRON = /^cron\(0 (?:(?<all>\*)|(?<first>[01]?\d|2[0-3])(?:\/(?<every>0?[1-9]|1\d|2[0-4]))?) \? \* \* \*\)$/;

/** @throws ServiceError ValidationException, in our words, for what the documentation does not have. */
export function readExpression(expression: string): Timetable {
  if (expression === 'NOW') return { kind: 'now' };
  const { all, first, every } = CRON.exec(expression)?.groups ?? {};
  if (all) return { kind: 'hours', first: 0, every: 1 };
  if (first !== undefined) return { kind: 'hours', first: Number(first), every: Number(every ?? 24) };
  const forms = "'cron(0 * ? * * *)', 'cron(0 17 ? * * *)', 'cron(0 17/12 ? * * *)' and 'NOW'";
  throw invalid(`ScheduleExpression '${expression}' is not a documented form: ${forms} are the documented forms.`);
}

/** The first moment after `after`, in Unix milliseconds. */
export function nextAfter({ first, every }: Timetable & { kind: 'hours' }, after: number): number {
  const sinceFirst = after - first * HOUR;
  const day = Math.floor(sinceFirst / DAY) * DAY;
  const next = (Math.floor((sinceFirst - day) / (every * HOUR)) + 1) * every * HOUR;
  return first * HOUR + day + Math.min(next, DAY);
}
