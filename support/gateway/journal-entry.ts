import { lazily } from '../protocol/lazily.ts';
import type { CallRecord } from '../protocol/service.ts';
import { withoutSecrets } from '../text/callers-secrets.ts';
import type { JournalEntry } from './journal.ts';

/** What the gateway itself sees of a call. */
export type Seen = Omit<JournalEntry, keyof CallRecord>;

/**
 * A call as the journal keeps it. Nobody reads a secret in it: what was sent and answered is masked when it is first
 * read, since most of it never is.
 */
export function entryOf(seen: Seen, call: CallRecord): JournalEntry {
  const { operation, error } = call;
  const entry: JournalEntry = withoutSecrets({
    ...seen,
    ...('operation' in call && { operation }),
    ...('error' in call && { error }),
  });
  if ('input' in call) lazily(entry, 'input', () => withoutSecrets(call.input));
  if ('output' in call) lazily(entry, 'output', () => withoutSecrets(call.output));
  return entry;
}
