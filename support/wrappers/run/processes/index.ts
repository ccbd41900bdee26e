import { linuxProcesses } from './linux.ts';
import { psProcesses } from './ps.ts';
import type { ProcessTable } from './table.ts';

/** The table of this system; `undefined` on Windows, which has other means. */
export function processTable(): ProcessTable | undefined {
  if (process.platform === 'win32') return undefined;
  return process.platform === 'linux' ? linuxProcesses : psProcesses;
}
