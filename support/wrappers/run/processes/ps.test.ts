import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linuxProcesses } from './linux.ts';
import { psProcesses, rowsOf } from './ps.ts';

test('reads what ps of macOS prints', () => {
  const printed = [
    '    1     0     1 Ss   Mon Nov  2 09:12:44 2026     /sbin/launchd',
    '  812     1   812 S    Mon Nov 23 20:07:28 2026     /usr/bin/python3 launch.py --name a  b',
    '  813   812   812 Z    Mon Nov 23 20:07:29 2026     (python3)',
    '',
  ].join('\n');
  const [first, second, ...rest] = rowsOf(printed);
  assert.equal(first?.pid, 1);
  assert.deepEqual(
    { ...second, started: undefined, command: second?.command.trim() },
    {
      pid: 812,
      parent: 1,
      group: 812,
      session: 812,
      started: undefined,
      command: '/usr/bin/python3 launch.py --name a  b',
    },
  );
  assert.ok((first?.started ?? 0) < (second?.started ?? 0));
  assert.deepEqual(rest, []);
});

test('ps and /proc tell the same of this process', { skip: process.platform !== 'linux' }, () => {
  const own = ({ pid }: { readonly pid: number }) => pid === process.pid;
  const byPs = psProcesses.list().find(own);
  const byProc = linuxProcesses.list().find(own);
  assert.ok(byPs && byProc);
  assert.equal(byPs.parent, process.ppid);
  assert.deepEqual([byPs.parent, byPs.group], [byProc.parent, byProc.group]);
  assert.equal(psProcesses.startOf(process.pid), byPs.started);
  assert.equal(linuxProcesses.startOf(process.pid), byProc.started);
  assert.equal(byProc.command.split(' ')[0], process.argv0);
  for (const table of [psProcesses, linuxProcesses]) assert.equal(table.startOf(2 ** 30), undefined);
});
