import { lazily } from '../protocol/lazily.ts';
import type { CallRecord } from '../protocol/service.ts';
import { maskSecrets, withoutSecrets } from '../text/callers-secrets.ts';
import type { JournalEntry } from './journal.ts';

/** What the gateway itself sees of a call. */
export type Seen = Omit<JournalEntry, keyof CallRecord>;

/** What was sent, as long as nobody has read all of it. */
const unread = new WeakMap<JournalEntry, object>();

/**
 * A call as the journal keeps it. Nobody reads a secret in it: what was sent and answered is masked when it is first
 * read, since most of it never is.
 */
export function entryOf(seen: Seen, call: CallRecord): JournalEntry {
  const { operation, error } = call;
  const { caller, service, faults, launchedBy } = seen;
  const entry: JournalEntry = {
    ...seen,
    caller: withoutSecrets(caller),
    service: maskSecrets(service),
    ...(faults && { faults: withoutSecrets(faults) }),
    ...(launchedBy && { launchedBy: withoutSecrets(launchedBy) }),
    ...('operation' in call && { operation: operation && maskSecrets(operation) }),
    ...('error' in call && { error: withoutSecrets(error) }),
  };
  if ('input' in call) {
    lazily(entry, 'input', () => {
      unread.delete(entry);
      return withoutSecrets(call.input);
    });
    if (typeof call.input === 'object' && call.input !== null) unread.set(entry, call.input);
  }
  if ('output' in call) lazily(entry, 'output', () => withoutSecrets(call.output));
  return entry;
}

/** One member of what was sent, masked as it is in `input`, of which nothing else is read. */
export function sentMember(entry: JournalEntry, name: string): unknown {
  const sent = (unread.get(entry) ?? entry.input) as Readonly<Record<string, unknown>> | undefined;
  if (sent === undefined || sent === null || !Object.hasOwn(sent, name)) return undefined;
  return withoutSecrets({ [name]: sent[name] })[name];
}
