import { FLAG } from '../../sagemaker/training/facts.ts';
import { isObject } from './normalise.ts';

/** A member with a value of its own. */
export interface Leaf {
  readonly value: unknown;
  /** Its path, places in lists counted from one. */
  readonly path: string;
}

/** What is compared whole: what is in it has no meaning alone. */
const WHOLE = new RegExp(`^(${FLAG}|EnableNetworkIsolation|Subnets|SecurityGroupIds|Tags)$`);

/** What the elements of a list are known by, whatever their place. */
const NAMES = ['DefinitionName', 'Name', 'ChannelName', 'InstanceGroupName', 'InputName', 'OutputName', 'Key'];

/**
 * Every leaf of a request, by a key that is the same for the same member in another version of it: elements of lists
 * that have names go by those. A member whose value comes from elsewhere (`Subnets.$`) goes by its own name.
 */
export function leavesOf(request: unknown): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  collect(request, '', [], [], leaves);
  return leaves;
}

function collect(
  value: unknown,
  member: string,
  key: readonly string[],
  path: readonly string[],
  leaves: Map<string, Leaf>,
): void {
  const whole = WHOLE.test(member);
  if (!whole && isObject(value) && Object.keys(value).length > 0) {
    for (const [name, item] of Object.entries(value)) {
      const dynamic = name.endsWith('.$');
      const plain = dynamic ? name.slice(0, -2) : name;
      collect(dynamic ? { $: item } : item, dynamic ? '' : plain, [...key, plain], [...path, plain], leaves);
    }
  } else if (!whole && Array.isArray(value) && value.length > 0) {
    const names = namesOf(value);
    for (const [index, item] of value.entries()) {
      const place = String(index + 1);
      collect(item, '', [...key, names?.[index] ?? place], [...path, place], leaves);
    }
  } else {
    leaves.set(key.join('\n'), { value, path: path.join('.') });
  }
}

function namesOf(list: readonly unknown[]): readonly string[] | undefined {
  if (!list.every(isObject)) return undefined;
  const member = NAMES.find((name) => list.every((item) => typeof item[name] === 'string'));
  const names = member === undefined ? [] : list.map((item) => `=${item[member]}`);
  return names.length > 0 && new Set(names).size === names.length ? names : undefined;
}
