import { displayed } from '../../text/shown.ts';
import type { CheckResult } from './result.ts';

/** A result whose every text can be shown; commands and folders stay as they are, for files are found by them. */
export function displayedResult(result: CheckResult): CheckResult {
  const shown = displayed(result);
  const attempts = shown.attempts.map((checked, index) => {
    const { command, cwd } = result.attempts[index]?.planned ?? checked.planned;
    return { ...checked, planned: { ...checked.planned, command, cwd } };
  });
  const { configFile } = result;
  return { ...shown, attempts, ...(configFile !== undefined && { configFile }) };
}
