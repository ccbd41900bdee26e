import type { z } from 'zod';

/** What zod found, for people: `times: Too small: expected number to be >=1; seed: …`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, MOST)
    .map(({ path, message }) => (path.length === 0 ? message : `${placeOf(path)}: ${message}`))
    .join('; ');
}

/** More than these help nobody. */
const MOST = 10;

/** `faults[1].times` */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}
