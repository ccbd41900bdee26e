import type { Chance } from './chance.ts';

/** Ways to damage a JSON body, member by member, that keep most of it as it was. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Spot = { readonly holder: Json[] | { [key: string]: Json }; readonly key: string | number };

/** Stands for text that `JSON.stringify` would not write. */
const MARK = 'mutated-text-goes-here';

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u0301\ufeff',
  '💥'.repeat(40),
  '𐏿é',
  '../../etc/passwd',
  '<a>&amp;]]>',
  '%00%n%s$7',
  '__proto__',
  'NaN',
  '-1',
  'true',
  'null',
  'x'.repeat(64),
  'x'.repeat(2_000),
  'a-'.repeat(3_000),
  '-'.repeat(5_000),
  'ß'.repeat(20_000),
] as const;

const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1.5',
  '0.1e-400',
  '1e308',
  '1e999',
  '-1e999',
  '9007199254740993',
  '2147483648',
  '4294967296',
  '1E400',
  '1'.repeat(400),
  '253402300800',
  '8640000000001',
  '1e-7',
] as const;

const NOT_JSON = [
  'NaN',
  'Infinity',
  '01',
  '+1',
  '.5',
  '1.',
  '0x10',
  "'text'",
  'undefined',
  '{',
  ']',
  '"',
  '"\\u12"',
  '"\\x"',
  '"\t"',
  '',
];

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '\u0000',
  'TrainingJobName',
  '$metadata',
  '0',
  '-1',
  'length',
];

type Damage = (spot: Spot, chance: Chance) => { readonly what: string; readonly text?: string };

const set = ({ holder, key }: Spot, value: Json): void => {
  (holder as Record<string | number, Json>)[key] = value;
};
const get = ({ holder, key }: Spot): Json => (holder as Record<string | number, Json>)[key] as Json;

const otherType: Damage = (spot, chance) => {
  const value = chance.pick<Json>([null, true, false, 0, 7, 'text', [], {}, [null], [[]], { a: 1 }, [{}], ['a', 1]]);
  set(spot, value);
  return { what: `a value becomes ${JSON.stringify(value)}` };
};

const wrapped: Damage = (spot, chance) => {
  const value = get(spot);
  set(spot, chance.pick<Json>([[value], { member: value }, [[value]], { '1': value }]));
  return { what: 'a value is wrapped' };
};

const gone: Damage = (spot) => {
  if (Array.isArray(spot.holder)) spot.holder.splice(Number(spot.key), 1);
  else delete spot.holder[spot.key];
  return { what: 'a value is gone' };
};

const strangeText: Damage = (spot, chance) => {
  const text = chance.pick(TEXTS);
  set(spot, text);
  return { what: `a value becomes the text ${JSON.stringify(text.slice(0, 20))}` };
};

const longer: Damage = (spot, chance) => {
  const times = chance.pick([2, 10, 300, 3_000]);
  const value = get(spot);
  if (typeof value === 'string') set(spot, value.repeat(times));
  else set(spot, Array.from({ length: times }, () => value).slice(0, JSON.stringify(value).length > 200 ? 20 : times));
  return { what: `a value ${times} times` };
};

const strangeKey: Damage = ({ holder }, chance) => {
  const key = chance.pick(KEYS);
  const value = chance.pick<Json>([null, true, 1, 'text', [], {}, { toString: null }]);
  if (Array.isArray(holder)) holder.push(value);
  // As `JSON.parse` makes it: `__proto__` is a key like any other.
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
  return { what: `a key ${JSON.stringify(key)}` };
};

const strangeNumber: Damage = (spot, chance) => {
  const text = chance.pick(NUMBERS);
  set(spot, MARK);
  return { what: `a value becomes ${text.slice(0, 20)}`, text };
};

const notJson: Damage = (spot, chance) => {
  const text = chance.pick(NOT_JSON);
  set(spot, MARK);
  return { what: `a value becomes ${text}, which is not JSON`, text };
};

const deep: Damage = (spot, chance) => {
  const levels = chance.pick([3, 60, 127, 128, 129, 1_000, 50_000]);
  const [open, close] = chance.pick([
    ['[', ']'],
    ['{"a":', '}'],
    ['[', ''],
  ] as const);
  set(spot, MARK);
  return { what: `nested ${levels} levels deep`, text: `${open.repeat(levels)}1${close.repeat(levels)}` };
};

const twice: Damage = (spot, chance) => {
  const value = JSON.stringify(get(spot));
  set(spot, MARK);
  const other = chance.pick(['null', '1', '"text"', '{}', value]);
  if (Array.isArray(spot.holder)) return { what: 'an element twice', text: `${value},${other}` };
  return { what: 'a key twice', text: `${value},${JSON.stringify(String(spot.key))}:${other}` };
};

const swapped: Damage = (spot, chance) => {
  const others = Object.keys(spot.holder);
  const other = { holder: spot.holder, key: chance.pick(others) };
  const [a, b] = [get(spot), get(other)];
  set(spot, b);
  set(other, a);
  return { what: 'two values change places' };
};

const DAMAGES: readonly (readonly [number, Damage])[] = [
  [5, otherType],
  [2, wrapped],
  [3, gone],
  [4, strangeText],
  [2, longer],
  [2, strangeKey],
  [3, strangeNumber],
  [1, notJson],
  [1, deep],
  [2, twice],
  [2, swapped],
];

/** Bytes. What was made larger or deeper by another damage before is left alone. */
const LARGEST = 40_000;

/** A JSON body with one thing wrong with it, or nothing but odd. A body that is no JSON comes back as it is. */
export function damageJson(body: Buffer, chance: Chance): { readonly body: Buffer; readonly what: string } {
  const root = { body: body.length > LARGEST ? undefined : parse(body) };
  if (root.body === undefined) return { body, what: 'nothing' };
  const spots = [...spotsOf(root as { body: Json })];
  const { what, text } = chance.weighted(DAMAGES)(chance.pick(spots), chance);
  const written = JSON.stringify(root.body) ?? '';
  return { body: Buffer.from(text === undefined ? written : written.replace(`"${MARK}"`, () => text)), what };
}

function parse(body: Buffer): Json | undefined {
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    return undefined;
  }
}

/** Every value, the whole body too. */
function* spotsOf(holder: Json[] | { [key: string]: Json }): Generator<Spot> {
  for (const key of Object.keys(holder)) {
    const spot = { holder, key: Array.isArray(holder) ? Number(key) : key };
    yield spot;
    const value = get(spot);
    if (typeof value === 'object' && value !== null) yield* spotsOf(value);
  }
}
