import type { JournalEntry } from '../journal.ts';

/** Our own header, by which a request says that it repeats an earlier one: its number in the journal. */
export const REPLAY_HEADER = 'x-train-encrypt-replay-of';

/** What the journal keeps of it. */
export function replayedIn(headers: Readonly<Record<string, string>>): Pick<JournalEntry, 'replayOf'> {
  const number = headers[REPLAY_HEADER];
  return number !== undefined && /^[1-9]\d{0,14}$/.test(number) ? { replayOf: Number(number) } : {};
}
