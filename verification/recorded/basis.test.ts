import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basisOf } from './basis.ts';
import type { Fact } from './fact.ts';
import { COLLECTED, documentation, issue, localstack, moto } from './facts/sources.ts';
import { page, summary } from './page.ts';
import type { Results } from './results.ts';

const fact = (what: string, source: string): Fact => ({
  service: 'ec2',
  what,
  source,
  date: '2026-11-28',
  calls: [{ operation: 'DescribeVpcs', answer: {} }],
});

const FACTS = [
  fact('by moto', moto('test_ec2.py')),
  fact('by a snapshot', localstack('ec2/test_ec2.py')),
  fact('by an issue', issue('hashicorp/terraform#1')),
  fact('in the documentation', documentation('EC2 API reference')),
  fact('from somewhere', COLLECTED),
];

test('what a fact rests on is seen from its source, and one that does not say so is an error', () => {
  assert.deepEqual(FACTS.map(basisOf), ['recorded', 'recorded', 'recorded', 'documented', 'source not noted']);
  assert.throws(() => basisOf({ source: 'EC2 API reference' }), /a source says what it is/);
});

test('recorded counts recordings alone; the rest is counted apart', () => {
  const right: Results = new Map(FACTS.map((one) => [one, []]));
  const [first = fact('', '')] = FACTS;
  const wrong: Results = new Map([...right, [first, ['answer is absent']]]);
  const table = summary([
    ['right', right],
    ['wrong', wrong],
  ]);
  const cells = (line = '') => line.split('|').map((cell) => cell.trim());
  const [, , one, other] = table.split('\n').map(cells);
  assert.deepEqual(one?.slice(1, -1), ['right', '3 of 3', '–', '–', '–', '–', '3 of 3', '1 of 1', '1 of 1']);
  assert.deepEqual(other?.slice(1, -1), ['wrong', '2 of 3', '–', '–', '–', '–', '2 of 3', '1 of 1', '1 of 1']);
  assert.match(page(FACTS, [['right', right]]), /\| documentation \| EC2 API reference \(documentation\) \|/);
});
