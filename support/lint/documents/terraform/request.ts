import { shapeOf, TABLE } from '../../../sagemaker/constraints/table.ts';
import { flaggedOperation } from '../../operations.ts';
import { isObject, Undecided } from '../../undecided.ts';

/** The operation that creates what a resource is: `aws_sagemaker_model_bias_job_definition`, `awscc_sagemaker_…`. */
export function operationOfType(type: string): string | undefined {
  const [, noun] = /^aws(?:cc)?_sagemaker_(\w+)$/.exec(type) ?? [];
  return noun === undefined ? undefined : flaggedOperation(`Create${noun.replaceAll('_', '')}`);
}

/** The values of a resource as the API's request: its names, and structures where Terraform has lists of one. */
export function requestOf(operation: string, values: Readonly<Record<string, unknown>>): unknown {
  return read(TABLE.operations[operation] ?? '', values, true);
}

function read(name: string, value: unknown, isTop = false): unknown {
  if (value === null || value === undefined || value instanceof Undecided) return value;
  const shape = shapeOf(TABLE, name);
  if (shape.type === 'list') return Array.isArray(value) ? value.map((item) => read(shape.member, item)) : value;
  if (shape.type !== 'structure') return value;
  const one = Array.isArray(value) && value.length <= 1 ? value[0] : value;
  if (!isObject(one)) return one;
  const members = Object.keys(shape.members);
  const entries = Object.entries(one).flatMap(([key, item]): readonly (readonly [string, unknown])[] => {
    const member = members.find((candidate) => candidate.toLowerCase() === key.replaceAll('_', '').toLowerCase());
    // What the provider adds, such as `arn` and `tags_all`, is no member of the request.
    if (member === undefined) return isTop ? [] : [[key, item]];
    return [[member, read(shape.members[member] ?? '', item)]];
  });
  return Object.fromEntries(entries);
}
