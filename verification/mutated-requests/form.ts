import type { Chance } from './chance.ts';

/** Ways to damage the form of a Query request, parameter by parameter. Works on text as it is encoded. */

const VALUES = [
  '',
  '+',
  '%',
  '%z',
  '%zz',
  '%00',
  'a%00b',
  '%01',
  '%08%0B%0C',
  '%1B%5B31m',
  '%EF%BF%BE',
  '%C0%80',
  '%ED%A0%80',
  '%FF%FE',
  '%F0%9F%92%A5',
  '%0d%0a',
  '%3Ca%3E%26%5D%5D%3E',
  '-1',
  '0',
  '1e9',
  '99999999999999999999',
  '1.5',
  'true',
  'True',
  'null',
  '__proto__',
  '0.0.0.0%2F0',
  '10.0.0.300%2F8',
  '%3A%3A%2F0',
  '10.0.0.0%2F-1',
  '10.20.1.0%2F33',
  'sg-',
  'sg-0',
  'subnet-zzzzzzzz',
  `vpc-${'0'.repeat(400)}`,
  'udp',
  'esp',
  '50',
  '256',
  '-2',
  'x'.repeat(3_000),
  '%E2%80%AE'.repeat(300),
] as const;

const INDEXES = [
  '0',
  '-1',
  '00',
  '01',
  '1e3',
  '10001',
  '999999999',
  '9999999999',
  '99999999999999999999',
  'one',
  '',
  '1.1',
  '__proto__',
  'member.1',
];

const ACTIONS = [
  '',
  'RunInstances',
  'DescribeInstances',
  'CreateTrainingJob',
  'GetSessionToken',
  'describevpcs',
  '__proto__',
  'constructor',
  'toString',
  '%00',
  'DescribeVpcs%20',
  'Describe'.repeat(200),
  'DescribeVpcs',
  'AuthorizeSecurityGroupIngress',
  'DeleteVpc',
  'GetCallerIdentity',
];

const KEYS = [
  '__proto__',
  '__proto__.polluted',
  'constructor.prototype.polluted',
  '',
  '.',
  '..',
  'Filter',
  'Filter.',
  'Filter.1',
  'Filter.1.Name.1.Name',
  'IpPermissions.1.Groups.1.GroupId.1',
  'a.'.repeat(40),
  'k'.repeat(2_000),
  'DryRun',
  'MaxResults',
  'NextToken',
  'VpcId.member.1',
  'TagSpecification.1.Tag.1.Key',
  'X-Amz-Credential',
  'Version',
  'Action',
  '%00',
  '%zz',
  'ClientToken',
];

type Pair = { key: string; value: string };
type Damage = (pairs: Pair[], chance: Chance) => string;

const value: Damage = (pairs, chance) => {
  const pair = chance.pick(pairs);
  pair.value = chance.pick(VALUES);
  return `${pair.key} becomes ${pair.value.slice(0, 30)}`;
};

const repeated: Damage = (pairs, chance) => {
  const pair = chance.pick(pairs);
  pairs.push({ ...pair, ...(chance.upTo(1) === 1 && { value: chance.pick(VALUES) }) });
  return `${pair.key} twice`;
};

const gone: Damage = (pairs, chance) => {
  const [pair] = pairs.splice(chance.upTo(pairs.length - 1), 1);
  return `${pair?.key} is gone`;
};

const otherIndex: Damage = (pairs, chance) => {
  const numbered = pairs.filter(({ key }) => /\.\d+(\.|$)/.test(key));
  const pair = chance.pick(numbered.length > 0 ? numbered : pairs);
  const index = chance.pick(INDEXES);
  pair.key = /\.\d+/.test(pair.key) ? pair.key.replace(/\.\d+(?=\.|$)/, () => `.${index}`) : `${pair.key}.${index}`;
  return `an index becomes ${index}`;
};

const strangeKey: Damage = (pairs, chance) => {
  const key = chance.pick(KEYS);
  pairs.push({ key, value: chance.pick(VALUES) });
  return `a key ${key.slice(0, 30)}`;
};

const deeper: Damage = (pairs, chance) => {
  const pair = chance.pick(pairs);
  pair.key = chance.pick([
    `${pair.key}.1`,
    `${pair.key}.Name`,
    `${pair.key}.1.1.1`,
    `1.${pair.key}`,
    pair.key.replace(/\..*/, ''),
  ]);
  return `a key becomes ${pair.key.slice(0, 30)}`;
};

const action: Damage = (pairs, chance) => {
  const named = pairs.find(({ key }) => key === 'Action') ?? chance.pick(pairs);
  named.value = chance.pick(ACTIONS);
  return `Action ${named.value.slice(0, 30)}`;
};

const version: Damage = (pairs, chance) => {
  const named = pairs.find(({ key }) => key === 'Version') ?? chance.pick(pairs);
  named.value = chance.pick(['', '1', '2011-06-15', '2016-11-15', '9999-99-99', '%00', 'x'.repeat(1_000)]);
  return `Version ${named.value.slice(0, 30)}`;
};

/** Characters that a form grows by: more than the gateway takes, and less than one text can hold. */
const MOST_MORE = 16 * 1024 * 1024;

const many: Damage = (pairs, chance) => {
  const pair = chance.pick(pairs);
  const wanted = chance.pick([20, 400, 10_500]);
  const stem = pair.key.replace(/\.\d+$/, '');
  const count = Math.min(wanted, Math.ceil(MOST_MORE / (stem.length + pair.value.length + 1)));
  for (let index = 1; index <= count; index += 1) pairs.push({ key: `${stem}.${index}`, value: pair.value });
  return `${stem} ${count} times`;
};

const swapped: Damage = (pairs, chance) => {
  const [a, b] = [chance.pick(pairs), chance.pick(pairs)];
  [a.value, b.value] = [b.value, a.value];
  return `${a.key} and ${b.key} change values`;
};

const DAMAGES: readonly (readonly [number, Damage])[] = [
  [6, value],
  [3, repeated],
  [3, gone],
  [3, otherIndex],
  [3, strangeKey],
  [2, deeper],
  [2, action],
  [1, version],
  [1, many],
  [2, swapped],
];

/** A form with one thing wrong with it, or nothing but odd. */
export function damageForm(body: Buffer, chance: Chance): { readonly body: Buffer; readonly what: string } {
  const pairs = body
    .toString('latin1')
    .split('&')
    .map((pair): Pair => {
      const [key = '', value = ''] = pair.split(/=(.*)/s);
      return { key, value };
    });
  const what = chance.weighted(DAMAGES)(pairs, chance);
  return { body: Buffer.from(pairs.map(({ key, value }) => `${key}=${value}`).join('&'), 'latin1'), what };
}
