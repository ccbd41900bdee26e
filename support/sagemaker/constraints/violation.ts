/** Which constraints an input breaks, and where: the issues of its zod schema, joined to values and shapes. */

import type { Constraint } from './constraint.ts';
import type { InputSchemas, IssueParams } from './schema.ts';
import { type ConstraintTable, shapeOf } from './table.ts';

export interface Violation {
  readonly constraint: Constraint | { readonly kind: 'type' };
  /** Where, as the framework writes it: `inputDataConfig.1.member.channelName`. */
  readonly steps: readonly Step[];
  readonly value: unknown;
  /** The shape of the value, for printing it. */
  readonly shape: string;
}

export type Step =
  | { readonly kind: 'member'; readonly name: string }
  /** Into a list, counted from zero, or into a map. */
  | { readonly kind: 'element'; readonly key: string | number };

/** In the order of the model's members, depth first. */
export function violations(
  table: ConstraintTable,
  schemas: InputSchemas,
  operation: string,
  input: unknown,
): Violation[] {
  const issues = schemas.operation(operation).safeParse(input).error?.issues ?? [];
  return issues.map((issue) => {
    const place = locate(table, table.operations[operation] as string, issue.path as (string | number)[], input);
    const params = ('params' in issue ? issue.params : undefined) as IssueParams | undefined;
    return { ...place, constraint: params?.constraint ?? missing(place.value) };
  });
}

/** Zod's own issue, not one of ours: the value is not there, or of a wrong type. */
function missing(value: unknown): Violation['constraint'] {
  return { kind: value === undefined || value === null ? 'required' : 'type' };
}

function locate(table: ConstraintTable, root: string, path: readonly (string | number)[], input: unknown) {
  const steps: Step[] = [];
  let shape = root;
  let value = input;
  for (const key of path) {
    const at = shapeOf(table, shape);
    steps.push(at.type === 'structure' ? { kind: 'member', name: String(key) } : { kind: 'element', key });
    if (at.type === 'structure') shape = at.members[key] as string;
    else if (at.type === 'list') shape = at.member;
    else if (at.type === 'map') shape = at.value;
    value = (value as Record<string | number, unknown> | null | undefined)?.[key];
  }
  return { steps, shape, value };
}
