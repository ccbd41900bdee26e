/** Ends what a process has left running that died without a word: its standard input ends with it. */
import { createInterface } from 'node:readline';
import type { Mark } from './table.ts';
import { watchTree } from './tree.ts';

const watched = new Map<number, Mark>();
/** One look can miss what is forked just then. */
const LOOKS = 3;

for await (const line of createInterface({ input: process.stdin })) {
  const { pid, mark } = JSON.parse(line) as { readonly pid: number; readonly mark?: Mark };
  if (mark === undefined) watched.delete(pid);
  else watched.set(pid, mark);
}
for (const [pid, mark] of watched) {
  using tree = watchTree(pid, mark);
  for (let look = 0; look < LOOKS; look += 1) await tree.end(0);
}
