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
