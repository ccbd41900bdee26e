import { setTimeout as sleep } from 'node:timers/promises';
import { processTable } from '../run/processes/index.ts';
import { send } from '../run/processes/signal.ts';
import type { ProcessRow, ProcessTable } from '../run/processes/table.ts';
import type { Tree } from '../run/processes/tree.ts';

/** Milliseconds between looks at an ending tree. */
const POLL_MS = 20;

/**
 * The processes of a sandbox, less its first. All of them descend from that, whatever they do: it inherits those whose
 * parents end.
 */
export class SandboxTree implements Tree {
  readonly #first: number;
  readonly #end: () => void;
  readonly #table: ProcessTable;

  /**
   * @param first the pid of its first process, as seen from outside
   * @param end ends the whole sandbox at once
   */
  constructor(first: number, end: () => void, table = processTable()) {
    if (table === undefined) throw new Error('a sandbox without a process table');
    this.#first = first;
    this.#end = end;
    this.#table = table;
  }

  running(): readonly ProcessRow[] {
    const rows = this.#table.list();
    const inside = new Set([this.#first]);
    let before: number;
    do {
      before = inside.size;
      for (const { pid, parent } of rows) if (inside.has(parent)) inside.add(pid);
    } while (inside.size > before);
    return rows.filter(({ pid }) => inside.has(pid) && pid !== this.#first);
  }

  async end(graceMs: number): Promise<readonly ProcessRow[]> {
    const asked = new Set<string>();
    const deadline = performance.now() + graceMs;
    let left = this.running();
    while (left.length > 0 && performance.now() < deadline) {
      for (const { pid, started } of left) {
        if (asked.has(`${pid} ${started}`) || this.#table.startOf(pid) !== started) continue;
        asked.add(`${pid} ${started}`);
        for (const signal of ['SIGTERM', 'SIGCONT'] as const) send(pid, signal);
      }
      await sleep(Math.min(POLL_MS, Math.max(1, deadline - performance.now())));
      left = this.running();
    }
    if (left.length > 0) this.#end();
    return [];
  }

  [Symbol.dispose](): void {}
}
