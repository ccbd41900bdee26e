import { type Answered, answerOf } from '../../findings/answer.ts';
import { factsOfUnseen, known } from '../../findings/facts.ts';
import type { JournalEntry } from '../../gateway/index.ts';
import { sentMember } from '../../gateway/journal-entry.ts';
import { FLAGGED_OPERATIONS } from '../../sagemaker/request-facts.ts';

/** Whether a call asks for jobs that can carry the flag. */
export const asksForJobs = ({ service, operation = '' }: JournalEntry): boolean =>
  service === 'sagemaker' && (FLAGGED_OPERATIONS as readonly string[]).includes(operation);

/** The answer for a job that the service refused; `undefined` for other calls, and for those that SDKs try again. */
export function refusalOf(entry: JournalEntry): Answered | undefined {
  const { status, error } = entry;
  if (!asksForJobs(entry) || error === undefined || status < 400 || status >= 500 || isPassing(error.code)) return;
  const by = `${status} ${error.code}`;
  return answerOf({
    ...factsOfUnseen('the request was refused before its job was judged'),
    exercised: known(true, entry.operation ?? ''),
    refusal: known({ by, expected: false }, by),
  });
}

const isPassing = (code: string): boolean => /throttl|toomanyrequests|requestlimitexceeded|slowdown/i.test(code);

/** The name of its job, where the request has one. */
export function nameIn(entry: JournalEntry): string | undefined {
  const { operation = '' } = entry;
  const name = sentMember(entry, `${operation.replace(/^(Create|Update)/, '').replace(/V2$/, '')}Name`);
  return typeof name === 'string' ? name : undefined;
}
