import { intrinsic } from './intrinsics.ts';
import { get, type Roots } from './paths.ts';

/** A payload template filled in: `"Subnets.$": "$.subnets"` becomes `Subnets`, with what the path finds. */
export function filled(template: unknown, roots: Roots): unknown {
  if (Array.isArray(template)) return template.map((item) => filled(item, roots));
  if (typeof template !== 'object' || template === null) return template;
  const entries = Object.entries(template).map(([key, value]) =>
    key.endsWith('.$')
      ? ([key.slice(0, -2), taken(String(value), roots)] as const)
      : ([key, filled(value, roots)] as const),
  );
  return Object.fromEntries(entries);
}

const taken = (text: string, roots: Roots): unknown =>
  text.startsWith('States.') ? intrinsic(text, roots) : get(text, roots);
