import { execFileSync } from 'node:child_process';
import type { ProcessRow, ProcessTable } from './table.ts';

const COLUMNS = 'pid=,ppid=,pgid=,stat=,lstart=,command=';

/** The process table of macOS and its relatives, from ps. */
export const psProcesses: ProcessTable = {
  list: () => rowsOf(ps(['-A', '-ww', '-o', COLUMNS])),
  startOf: (pid) => rowsOf(ps(['-ww', '-o', COLUMNS, '-p', String(pid)])).at(0)?.started,
  marked: (rows, { variable }) => {
    const withEnvironment = ps(['-A', '-E', '-ww', '-o', 'pid=,command=']);
    const marked = new Set<number>();
    for (const line of withEnvironment.split('\n')) {
      if (` ${line} `.includes(` ${variable} `)) marked.add(Number.parseInt(line, 10));
    }
    return rows.filter(({ pid }) => marked.has(pid));
  },
};

/** pid, parent, group, state, `Mon Nov 23 20:07:28 2026`, command. */
const ROW = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d{4})\s?(.*)$/;

/** Reads what `ps -o pid=,ppid=,pgid=,stat=,lstart=,command=` prints. */
export function rowsOf(printed: string): readonly ProcessRow[] {
  return printed.split('\n').flatMap((line) => {
    const [, pid, parent, group, state, started, command] = ROW.exec(line) ?? [];
    if (started === undefined || state === undefined || state.startsWith('Z')) return [];
    return {
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      session: Number(group),
      started: Date.parse(started),
      command: command ?? '',
    };
  });
}

/** ps exits with a non-zero code when a process asked for is gone. */
function ps(args: readonly string[]): string {
  try {
    const env = { ...process.env, LC_ALL: 'C' };
    const limits = { maxBuffer: 64 * 1024 * 1024, timeout: 5_000 };
    return execFileSync('ps', args, { ...limits, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}
