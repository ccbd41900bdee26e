/** Ends what a process has left running that died without a word: its standard input ends with it. */
import { createInterface } from 'node:readline';
import { killMarked } from './marked.ts';
import { watchTree } from './tree.ts';
import type { Watched } from './watchdog.ts';

const watched = new Map<number, Watched>();
/** One look can miss what is forked just then. */
const LOOKS = 3;

for await (const line of createInterface({ input: process.stdin })) {
  const { pid, mark, group } = JSON.parse(line) as Pick<Watched, 'pid'> & Partial<Watched>;
  if (mark === undefined || group === undefined) watched.delete(pid);
  else watched.set(pid, { pid, mark, group });
}
for (const { pid, mark, group } of watched.values()) {
  if (group === 'shared') {
    for (let look = 0; look < LOOKS; look += 1) killMarked(mark);
  } else {
    using tree = watchTree(pid, mark);
    for (let look = 0; look < LOOKS; look += 1) await tree.end(0);
  }
}
