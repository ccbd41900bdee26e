import { shapeOf, TABLE } from '../../support/sagemaker/constraints/table.ts';

/** A value as it was seen in messages: `[a, b]`, `{k=v}`. `undefined` for a structure: none was seen. */
export function print(shape: string, value: unknown): string | undefined {
  const is = shapeOf(TABLE, shape);
  if (is.type === 'structure') return undefined;
  if (is.type === 'list') {
    const elements = (value as readonly unknown[]).map((element) => print(is.member, element));
    return elements.includes(undefined) ? undefined : `[${elements.join(', ')}]`;
  }
  if (is.type === 'map') {
    const entries = Object.entries(value as object).map(([key, element]) => [key, print(is.value, element)]);
    if (entries.some(([, element]) => element === undefined)) return undefined;
    return `{${entries.map((entry) => entry.join('=')).join(', ')}}`;
  }
  return String(value);
}
