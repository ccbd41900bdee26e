import type { Path } from '../../text.ts';
import { isObject } from '../../undecided.ts';

/** A resource of a plan, a state or a configuration, with `Undecided` where its value is not there. */
export interface TerraformResource {
  /** `module.net.aws_subnet.this[0]`. */
  readonly address: string;
  /** `module.net`, or empty. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  readonly isData: boolean;
  readonly index?: string | number | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  readonly path: Path;
  /** Nothing in the document says what stands in these: what the provider works out. */
  readonly computed: ReadonlySet<string>;
  /** It is there already, and the plan takes rules away from it. */
  readonly losesRules?: boolean;
}

/** Its id where that is known, or else its address: by this the document's parts know one another. */
export const idOf = ({ address, values }: Pick<TerraformResource, 'address' | 'values'>): string =>
  typeof values.id === 'string' && values.id !== '' ? values.id : address;

/** Blocks are lists of objects, of one where there can be one only; in JSON configuration also the object itself. */
export function blocksOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return [value].flat().filter(isObject);
}

export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
