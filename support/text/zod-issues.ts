import type { z } from 'zod';

/** One thing that zod found, at the innermost place it knows. */
export interface PlacedIssue {
  /** From the top of the value. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A person fixes a few at a time. */
const MOST = 10;

/** What zod found, in the value's order, at most ten. */
export const issuesOf = ({ issues }: z.ZodError): readonly PlacedIssue[] =>
  issues.flatMap((issue) => innermost(issue, [])).slice(0, MOST);

/**
 * What zod found, a line for each: `wrappers.launch.command: is missing`.
 * @param top what to call the value itself; without it, an issue of the whole value is its message alone
 */
export const issueLines = (error: z.ZodError, top = ''): readonly string[] =>
  issuesOf(error).map(({ path, message }) => {
    const place = placeText(path) || top;
    return place === '' ? message : `${place}: ${message}`;
  });

/** `faults[1].times`; names of other characters in quotes, as in `wrappers["a b"]`. */
function placeText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\w:/-]+$/.test(String(step)) ? `.${String(step)}` : `[${JSON.stringify(String(step))}]`;
    })
    .join('')
    .replace(/^\./, '');
}

function innermost(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly PlacedIssue[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ path, message }));
  // Of several forms, the one for the type of value that was given is what was meant, and the one with the fewest issues.
  const fitting = issue.code === 'invalid_union' ? issue.errors.filter(([first]) => !isOtherType(first)) : [];
  const fewest = Math.min(...fitting.map(({ length }) => length));
  const meant = fitting.filter(({ length }) => length === fewest);
  if (meant.length === 1) return (meant[0] ?? []).flatMap((one) => innermost(one, path));
  return [{ path, message: issue.message }];
}

const isOtherType = (issue: z.core.$ZodIssue | undefined): boolean =>
  issue?.code === 'invalid_type' && issue.path.length === 0;
