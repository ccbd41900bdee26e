/** From an API model in botocore's form to the table of constraints. */

import { z } from 'zod';
import type { ConstraintTable, Shape } from '../table.ts';

const reference = z.object({ shape: z.string() });
const bounds = { min: z.number().optional(), max: z.number().optional() };

/** The parts of botocore's format that constrain a request; all else, documentation above all, is dropped. */
const modelShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('string'),
    ...bounds,
    pattern: z.string().optional(),
    enum: z.array(z.string()).optional(),
  }),
  z.object({ type: z.enum(['integer', 'long', 'float', 'double']), ...bounds }),
  z.object({ type: z.enum(['boolean', 'timestamp', 'blob']) }),
  z.object({ type: z.literal('list'), ...bounds, member: reference }),
  z.object({ type: z.literal('map'), ...bounds, key: reference, value: reference }),
  z.object({
    type: z.literal('structure'),
    members: z.record(z.string(), reference),
    required: z.array(z.string()).optional(),
    union: z.boolean().optional(),
  }),
]);

export const apiModel = z.object({
  operations: z.record(z.string(), z.object({ input: reference.optional() })),
  shapes: z.record(z.string(), modelShape),
});

export type ApiModel = z.infer<typeof apiModel>;

/**
 * The table for these operations: shapes and operations sorted by name, members in the model's order.
 * @throws Error when the model lacks an operation or a shape.
 */
export function extractConstraints(
  model: ApiModel,
  operations: readonly string[],
  source: ConstraintTable['source'],
): ConstraintTable {
  const inputs = operations.map((name) => [name, inputOf(model, name)] as const);
  const shapes = new Map<string, Shape>();
  const pending = inputs.map(([, input]) => input);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (shapes.has(name)) continue;
    const shape = flatten(model, name);
    shapes.set(name, shape);
    pending.push(...targets(shape));
  }
  return { source, operations: sorted(inputs), shapes: sorted([...shapes]) };
}

function inputOf(model: ApiModel, operation: string): string {
  const input = model.operations[operation]?.input;
  if (!input) throw new Error(`train-encrypt: the API model has no input for an operation ${operation}`);
  return input.shape;
}

function flatten(model: ApiModel, name: string): Shape {
  const shape = model.shapes[name];
  if (!shape) throw new Error(`train-encrypt: the API model refers to a shape ${name} that it does not have`);
  if (shape.type === 'list') return { ...shape, member: shape.member.shape } as Shape;
  if (shape.type === 'map') return { ...shape, key: shape.key.shape, value: shape.value.shape } as Shape;
  if (shape.type !== 'structure') return shape as Shape;
  const members = Object.entries(shape.members).map(([member, target]) => [member, target.shape]);
  return { ...shape, members: Object.fromEntries(members) } as Shape;
}

function targets(shape: Shape): string[] {
  if (shape.type === 'list') return [shape.member];
  if (shape.type === 'map') return [shape.key, shape.value];
  return shape.type === 'structure' ? Object.values(shape.members) : [];
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
