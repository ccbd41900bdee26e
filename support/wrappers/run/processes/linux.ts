import { readdirSync, readFileSync } from 'node:fs';
import type { Mark, ProcessRow, ProcessTable } from './table.ts';

/** The process table of Linux, from /proc: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html. */
export const linuxProcesses: ProcessTable = {
  list: () => readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (rowOf(Number(name)) ?? []) : [])),
  startOf: (pid) => rowOf(pid)?.started,
  marked: (rows, mark) => rows.filter(({ pid }) => carries(pid, mark)),
};

function rowOf(pid: number): ProcessRow | undefined {
  const stat = read(`/proc/${pid}/stat`)?.toString('latin1');
  if (stat === undefined) return undefined;
  const nameEnd = stat.lastIndexOf(')');
  // The name is in brackets, and may have brackets and blanks in it.
  const [state, parent, group, session, ...rest] = stat.slice(nameEnd + 2).split(' ');
  if (state === undefined || 'ZXx'.includes(state)) return undefined;
  const started = Number(rest[15]);
  const name = stat.slice(stat.indexOf('(') + 1, nameEnd);
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    started,
    get command() {
      const line = read(`/proc/${pid}/cmdline`)?.toString('utf8').replaceAll('\0', ' ').trim();
      return line || name;
    },
  };
}

function carries(pid: number, { variable, limit }: Mark): boolean {
  if (limit !== undefined && read(`/proc/${pid}/limits`)?.includes(` ${limit} `)) return true;
  const environment = read(`/proc/${pid}/environ`);
  return environment !== undefined && `\0${environment.toString('latin1')}\0`.includes(`\0${variable}\0`);
}

/** `undefined` for a process that has gone, or is another user's. */
function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
