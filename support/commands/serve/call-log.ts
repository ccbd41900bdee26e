import pc from 'picocolors';
import { type Answered, answerOf, markOf } from '../../findings/answer.ts';
import { describeAnswer } from '../../findings/describe.ts';
import { factsOf, factsOfUnseen, known } from '../../findings/facts.ts';
import type { JournalEntry } from '../../gateway/index.ts';
import type { Verdict } from '../../rules/types.ts';
import { FLAGGED_OPERATIONS } from '../../sagemaker/request-facts.ts';
import { clip } from '../../text/clip.ts';
import { displayed, shown } from '../../text/shown.ts';

const PAINT = { bad: pc.red, good: pc.green, dim: pc.dim };

/** What `serve` prints while it runs: every job with its answer, every other call that failed in one line. */
export class CallLog {
  readonly #write: (text: string) => void;
  /** Jobs refused by their verdict, whose failed calls need no line of their own. */
  readonly #refused = new Set<string>();

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  verdict(account: string, verdict: Verdict): void {
    if (verdict.refusals.length > 0) this.#refused.add(`${account} ${verdict.job.operation}`);
    this.#write(`${describeAnswer(displayed(verdict), answerOf(displayed(factsOf(verdict))), PAINT)}\n\n`);
  }

  call(entry: JournalEntry): void {
    if (entry.error === undefined && entry.faults === undefined) return;
    const { caller, service, operation, status, error, faults, durationMs } = displayed({
      caller: entry.caller,
      service: entry.service,
      operation: entry.operation,
      status: entry.status,
      error: entry.error && { ...entry.error, message: firstLine(entry.error.message) },
      faults: entry.faults,
      durationMs: entry.durationMs,
    });
    if (error === undefined) {
      const by = faults?.map(({ text }) => text).join(', ');
      if (by)
        this.#write(`${pc.yellow('~')} ${service} ${operation}  ${status} after ${Math.round(durationMs)} ms  ${by}\n`);
      return;
    }
    if (status === 400 && this.#refused.delete(`${caller.account} ${operation}`)) return;
    const what = [service, operation].filter(Boolean).join(' ') || 'a request';
    const refused = refusalOf(entry);
    const head = refused
      ? `${pc.red(`${markOf(refused)} ${refused.answer.toUpperCase()}`)}  ${nameIn(entry)}`
      : `${pc.yellow('!')} `;
    this.#write(`${head}${what}  ${status} ${error.code}  ${error.message}\n`);
  }
}

/** The answer for a job that the service refused; `undefined` for other calls, and for those that SDKs try again. */
function refusalOf({ service, operation = '', status, error }: JournalEntry): Answered | undefined {
  const asksForJob = service === 'sagemaker' && (FLAGGED_OPERATIONS as readonly string[]).includes(operation);
  if (!asksForJob || error === undefined || status < 400 || status >= 500 || isPassing(error.code)) return undefined;
  const by = `${status} ${error.code}`;
  return answerOf({
    ...factsOfUnseen('the request was refused before its job was judged'),
    exercised: known(true, operation),
    refusal: known({ by, expected: false }, by),
  });
}

const isPassing = (code: string): boolean => /throttl|toomanyrequests|requestlimitexceeded|slowdown/i.test(code);

/** `fraud-7  `, where the request names its job. */
function nameIn({ operation = '', input }: JournalEntry): string {
  const member = `${operation.replace(/^(Create|Update)/, '').replace(/V2$/, '')}Name`;
  const name = (input as Readonly<Record<string, unknown>> | undefined)?.[member];
  return typeof name === 'string' ? `${shown(name)}  ` : '';
}

const firstLine = (message: string): string => clip(message.split('\n', 1)[0] ?? '', 240);
