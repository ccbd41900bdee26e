import pc from 'picocolors';
import { answerOf, markOf } from '../../findings/answer.ts';
import { describeAnswer } from '../../findings/describe.ts';
import { factsOf } from '../../findings/facts.ts';
import type { JournalEntry } from '../../gateway/index.ts';
import type { Verdict } from '../../rules/types.ts';
import { clip } from '../../text/clip.ts';
import { displayed, shown } from '../../text/shown.ts';
import { nameIn, refusalOf } from './refused-call.ts';

const PAINT = { bad: pc.red, good: pc.green, dim: pc.dim };

/** What `serve` prints while it runs: every job with its answer, every other call that failed in one line. */
export class CallLog {
  readonly #write: (text: string) => void;
  readonly #now: () => Date;
  /** Jobs refused by their verdict, whose failed calls need no line of their own. */
  readonly #refused = new Set<string>();

  constructor(write: (text: string) => void, now = () => new Date()) {
    this.#now = now;
    this.#write = (text) => write(`${pc.dim(timeOf(this.#now()))}  ${text}`);
  }

  verdict(account: string, verdict: Verdict): void {
    if (verdict.refusals.length > 0) this.#refused.add(`${account} ${verdict.job.operation}`);
    this.#write(`${describeAnswer(displayed(verdict), answerOf(displayed(factsOf(verdict))), PAINT)}\n\n`);
  }

  call(entry: JournalEntry): void {
    if (entry.error === undefined && entry.faults === undefined) return;
    const { caller, service, operation, status, error, faults, durationMs, replayOf } = displayed({
      caller: entry.caller,
      service: entry.service,
      operation: entry.operation,
      status: entry.status,
      error: entry.error && { ...entry.error, message: firstLine(entry.error.message) },
      faults: entry.faults,
      durationMs: entry.durationMs,
      replayOf: entry.replayOf,
    });
    const replay = replayOf === undefined ? '' : `  (replay of call ${replayOf})`;
    if (error === undefined) {
      const by = faults?.map(({ text }) => text).join(', ');
      if (by) {
        const took = `${status} after ${Math.round(durationMs)} ms`;
        this.#write(`${pc.yellow('~')} ${service} ${operation}  ${took}  ${by}${replay}\n`);
      }
      return;
    }
    if (status === 400 && this.#refused.delete(`${caller.account} ${operation}`)) return;
    const what = [service, operation].filter(Boolean).join(' ') || 'a request';
    const refused = refusalOf(entry);
    const name = nameIn(entry);
    const head = refused
      ? `${pc.red(`${markOf(refused)} ${refused.answer.toUpperCase()}`)}  ${name === undefined ? '' : `${shown(name)}  `}`
      : `${pc.yellow('!')} `;
    this.#write(`${head}${what}  ${status} ${error.code}  ${error.message}${replay}\n`);
  }
}

/** `09:41:07`, by the clock and the time zone of the reader. */
function timeOf(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

const firstLine = (message: string): string => clip(message.split('\n', 1)[0] ?? '', 240);
