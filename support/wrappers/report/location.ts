import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type { PlannedAttempt } from '../config/plan.ts';
import { pathFrom } from './document.ts';

/** A file to be named beside a finding. */
export interface Location {
  /** From the working folder, with slashes. */
  readonly file: string;
  /** Counted from one. */
  readonly line: number;
}

/**
 * Where somebody would begin to fix a wrapper: its script, when its command names one below the working folder, else
 * its entry in the configuration. `undefined` when neither can be named.
 */
export function locationOf(
  { wrapper, command, cwd }: Pick<PlannedAttempt, 'wrapper' | 'command' | 'cwd'>,
  configFile: string | undefined,
  folder: string,
): Location | undefined {
  const script = scriptOf(command, cwd, folder);
  if (script !== undefined) return { file: script, line: 1 };
  if (configFile === undefined || !isBelow(folder, configFile)) return undefined;
  return { file: pathFrom(folder, configFile), line: lineOf(wrapper, configFile) };
}

/** The first word that is a file here. A program that is found by PATH has no slash in it. */
function scriptOf(command: readonly string[], cwd: string, folder: string): string | undefined {
  const candidates = command.filter((word, index) => (index === 0 ? /[\\/]/.test(word) : !word.startsWith('-')));
  const script = candidates
    .map((word) => resolve(cwd, word))
    .find((file) => isBelow(folder, file) && existsSync(file) && statSync(file).isFile());
  return script === undefined ? undefined : pathFrom(folder, script);
}

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}

/** The line of a wrapper's name, in any of the formats; 1 when it is not written as it is called. */
function lineOf(wrapper: string, configFile: string): number {
  const key = new RegExp(`(^|[\\s{,])(['"]?)${wrapper.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\2\\s*:`, 'm');
  const text = readFileSync(configFile, 'utf8');
  const found = key.exec(text);
  return found === null ? 1 : text.slice(0, found.index + (found[1]?.length ?? 0)).split('\n').length;
}
