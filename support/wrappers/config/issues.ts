import type { z } from 'zod';

/** Words for what zod's own would say less plainly. */
export function wordsFor(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `is ${typeOf(issue.input)}, not ${aOrAn(issue.expected)}`;
    case 'invalid_union':
      return issue.input === undefined ? 'is missing' : `is ${typeOf(issue.input)}, which is not what goes here`;
    case 'invalid_value':
      return `is ${JSON.stringify(issue.input)?.slice(0, 60) ?? typeOf(issue.input)}, not one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `is more than ${issue.maximum}`;
    case 'too_small':
      return issue.inclusive === false ? `is not more than ${issue.minimum}` : `is less than ${issue.minimum}`;
    default:
      return undefined;
  }
}

/** What zod found, a line for each, with its place: `wrappers.launch.command: is missing`. */
export function linesOf({ issues }: z.ZodError): readonly string[] {
  return issues.flatMap((issue) => told(issue, [])).slice(0, MOST);
}

function told(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly string[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => `${placeOf(path)}${message}`);
  // Of several forms the one whose kind of value was given is what was meant.
  const meant = issue.code === 'invalid_union' ? issue.errors.filter(([first]) => !isOtherType(first)) : [];
  if (meant.length === 1) return (meant[0] ?? []).flatMap((one) => told(one, path));
  return [`${placeOf(path)}${issue.message}`];
}

const isOtherType = (issue: z.core.$ZodIssue | undefined): boolean =>
  issue?.code === 'invalid_type' && issue.path.length === 0;

/** More than these help nobody. */
const MOST = 10;

function placeOf(path: readonly PropertyKey[]): string {
  const place = path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\w-]+$/.test(String(step)) ? `.${String(step)}` : `[${JSON.stringify(String(step))}]`;
    })
    .join('')
    .replace(/^\./, '');
  return place === '' ? '' : `${place}: `;
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  record: 'object',
  int: 'whole number',
  array: 'list',
};

const aOrAn = (type: string): string => {
  const name = NAMES[type] ?? type;
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
};

function typeOf(input: unknown): string {
  if (input === null) return 'null';
  return aOrAn(Array.isArray(input) ? 'array' : typeof input);
}
