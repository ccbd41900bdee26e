/** Members that say whether traffic is encrypted and between whom, in the order in which they are reported. */
const RELEVANT: readonly string[] = [
  'EnableInterContainerTrafficEncryption',
  'VpcConfig',
  'InstanceCount',
  'InstanceType',
  'InstanceGroups',
];

const RELEVANT_INSIDE = new Set(['VpcConfig', 'InstanceGroups']);
const LINE = 90;

/** What of a request the rules look at, where it lies; `undefined` when there is nothing of it. */
export function relevantOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const parts = value.map(relevantOf);
    return parts.some((part) => part !== undefined) ? parts.map((part) => part ?? '…') : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Object.entries(value).flatMap(([key, member]): readonly (readonly [string, unknown])[] => {
    if (RELEVANT_INSIDE.has(key) || (RELEVANT.includes(key) && !isObject(member))) return [[key, member]];
    const inside = relevantOf(member);
    return inside === undefined ? [] : [[key, inside]];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members.toSorted(byRelevance));
}

/** JSON for people: what fits on a line is on one, and what the rules look at comes first. */
export function pretty(value: unknown): string {
  return broken(value, '', 0);
}

/** What stands before the value on its line, its indent and its key, leaves that much less room for it. */
function broken(value: unknown, indent: string, key: number): string {
  const line = flat(value, LINE - indent.length - key);
  if (line !== undefined || !isObject(value)) return line ?? JSON.stringify(value) ?? 'undefined';
  const deeper = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((one) => `${deeper}${broken(one, deeper, 0)}`)
    : entriesOf(value).map(([key, one]) => {
        const name = `${JSON.stringify(key)}: `;
        return `${deeper}${name}${broken(one, deeper, name.length)}`;
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/** On one line, unless that is longer than so many characters. */
function flat(value: unknown, most: number): string | undefined {
  if (!isObject(value)) return JSON.stringify(value) ?? 'undefined';
  let left = most - 4; // the brackets, and a space beside each
  const parts: string[] = [];
  for (const [key, one] of Array.isArray(value) ? value.map((one) => ['', one] as const) : entriesOf(value)) {
    if (left < 0) return undefined;
    const text = flat(one, left);
    if (text === undefined) return undefined;
    const part = key === '' && Array.isArray(value) ? text : `${JSON.stringify(key)}: ${text}`;
    left -= part.length + 2;
    parts.push(part);
  }
  if (parts.length === 0) return Array.isArray(value) ? '[]' : '{}';
  if (left < 0) return undefined;
  return Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
}

const entriesOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(byRelevance);

function byRelevance([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return rank(a) - rank(b);
}

function rank(key: string): number {
  const index = RELEVANT.indexOf(key);
  return index < 0 ? RELEVANT.length : index;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
