import pc from 'picocolors';
import type { JournalEntry } from '../../gateway/index.ts';
import { describeVerdict } from '../../rules/describe.ts';
import type { Verdict } from '../../rules/types.ts';
import { clip } from '../../text/clip.ts';

const PAINT = { bad: pc.red, good: pc.green, dim: pc.dim };

/** What `serve` tells while it runs: every job judged in full, every other call that failed in one line. */
export class CallLog {
  readonly #write: (text: string) => void;
  /** Jobs refused by their verdict, whose failed calls need no line of their own. */
  readonly #refused = new Set<string>();

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  verdict(account: string, verdict: Verdict): void {
    if (verdict.refusals.length > 0) this.#refused.add(`${account} ${verdict.job.operation}`);
    this.#write(`${describeVerdict(verdict, PAINT)}\n\n`);
  }

  call({ caller, service, operation, status, error, faults, durationMs }: JournalEntry): void {
    if (error === undefined) {
      const by = faults?.map(({ text }) => text).join(', ');
      if (by)
        this.#write(`${pc.yellow('~')} ${service} ${operation}  ${status} after ${Math.round(durationMs)} ms  ${by}\n`);
      return;
    }
    if (status === 400 && this.#refused.delete(`${caller.account} ${operation}`)) return;
    const what = [service, operation].filter(Boolean).join(' ') || 'a request';
    this.#write(`${pc.yellow('!')} ${what}  ${status} ${error.code}  ${firstLine(error.message)}\n`);
  }
}

const firstLine = (message: string): string => clip(message.split('\n', 1)[0] ?? '', 240);
