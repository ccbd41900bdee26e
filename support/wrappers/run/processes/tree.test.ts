import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProcessRow, ProcessTable } from './table.ts';
import { watchTree } from './tree.ts';

const MARK = { variable: 'TRAIN_ENCRYPT_RUN=1' };
const ROOT = 5_000_000;

/** `pid parent group session started`, and a star for those that carry the mark. */
function tableOf(first: readonly string[]) {
  let lines = first;
  const rows = (): (ProcessRow & { readonly marked: boolean })[] =>
    lines.map((line) => {
      const [pid = 0, parent = 0, group = 0, session = 0, started = 0] = line.split(' ').map(Number);
      return { pid, parent, group, session, started, command: `process ${pid}`, marked: line.endsWith('*') };
    });
  const table: ProcessTable = {
    list: rows,
    startOf: (wanted) => rows().find(({ pid }) => pid === wanted)?.started,
    marked: (among) => among.filter(({ pid }) => rows().some((row) => row.pid === pid && row.marked)),
  };
  return {
    table,
    become: (next: readonly string[]) => {
      lines = next;
    },
  };
}

function looks(...tables: readonly (readonly string[])[]): number[] {
  const [first = [], ...later] = tables;
  const { table, become } = tableOf(first);
  using tree = watchTree(ROOT, MARK, table);
  for (const next of later) {
    become(next);
    tree.running();
  }
  return tree
    .running()
    .map(({ pid }) => pid - ROOT)
    .sort((a, b) => a - b);
}

const own = `${process.pid} 1 ${process.pid} ${process.pid} 1`;
const row = (pid: number, parent: number, group: number, session: number, started: number, mark = '') =>
  `${ROOT + pid} ${parent < 0 ? 1 : ROOT + parent} ${ROOT + group} ${ROOT + session} ${started} ${mark}`.trim();
const root = row(0, -1, 0, 0, 10);

test('children and what comes of them', () => {
  assert.deepEqual(looks([own, row(2, 1, 0, 0, 12), root, row(1, 0, 0, 0, 11), row(9, 8, 7, 7, 12)]), [0, 1, 2]);
});

test('one whose parents have gone: by its group, its session or the mark', () => {
  assert.deepEqual(looks([own, row(1, -1, 0, 0, 11), row(2, -1, 2, 0, 11), row(3, -1, 3, 3, 11, '*')]), [1, 2, 3]);
  assert.deepEqual(looks([own, row(3, -1, 3, 3, 11)]), []);
});

test('one that has left everything, if it was seen before', () => {
  const before = [own, root, row(1, 0, 1, 1, 11)];
  assert.deepEqual(looks(before, [own, row(1, -1, 1, 1, 11), row(2, -1, 1, 1, 12)]), [1, 2]);
});

test('a process that got the pid of one of ours is not ours', () => {
  const before = [own, root, row(1, 0, 1, 1, 11)];
  assert.deepEqual(looks(before, [own, row(0, -1, 0, 0, 20), row(1, -1, 1, 1, 21), row(2, 1, 1, 1, 22)]), []);
});

test('the root is not taken for another when it had gone before the first look', () => {
  assert.deepEqual(looks([own], [own, row(0, -1, 0, 0, 20), row(1, 0, 0, 0, 21)]), []);
});

test('nobody who started before the root is ours, whatever it carries', () => {
  assert.deepEqual(looks([own, root, row(1, -1, 1, 1, 5, '*'), row(2, 0, 2, 2, 5)]), [0]);
});

test('the caller is never taken in', () => {
  const groupOfOwn = `${process.pid} 1 ${ROOT} ${ROOT} 11 *`;
  assert.ok(!looks([groupOfOwn, root]).includes(process.pid - ROOT));
});
