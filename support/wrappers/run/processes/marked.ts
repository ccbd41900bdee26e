import { processTable } from './index.ts';
import { send } from './signal.ts';
import type { Mark, ProcessRow } from './table.ts';

/** The running processes that carry a mark, whatever group or session they have taken. None on Windows. */
export function runningMarked(mark: Mark): readonly ProcessRow[] {
  const table = processTable();
  return table === undefined ? [] : table.marked(table.list(), mark);
}

/** Sends SIGKILL to each of them, and to nothing else of their groups. */
export function killMarked(mark: Mark): void {
  for (const { pid } of runningMarked(mark)) send(pid, 'SIGKILL');
}
