import { Unknown } from '../executions/unknown.ts';

/** A value as text of JSON, as clients get it; what is unknown says so. */
export function shown(value: unknown): string {
  const said = (_: string, part: unknown) =>
    part instanceof Unknown ? `train-encrypt: unknown, it ${part.why}` : part;
  return JSON.stringify(value, said) ?? 'null';
}
