import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../support/package.ts';
import { rules } from '../../support/rules/index.ts';
import type { Rule } from '../../support/rules/types.ts';
import { inFile, type Mutation, mutated } from './mutation.ts';
import { RULES_FILE, rulesOff } from './rules-off.ts';
import { table } from './table/index.ts';

const read = (file: string) => readFileSync(join(packageRoot, file), 'utf8');
const offs = rulesOff(read(RULES_FILE), rules);
const one = (find: string, replace: string) => inFile('a.ts', [['name', 'means', find, replace]])[0] as Mutation;

test('every mutation fits the code as it is, and has a name of its own', () => {
  const all = [...offs, ...table];
  for (const mutation of all) assert.notEqual(mutated(read(mutation.file), mutation), read(mutation.file));
  const names = all.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
  assert.ok(all.length >= 40, `${all.length} mutations`);
});

test('a mutation changes what it says, as it is written', () => {
  assert.equal(mutated('let a = 1;', one('1', "'$&$1'")), "let a = '$&$1';");
});

for (const [what, text] of [
  ['is gone', 'let b = 2;'],
  ['is there twice', '1 + 1'],
] as const) {
  test(`a mutation whose text ${what} is an error that names it`, () => {
    assert.throws(() => mutated(text, one('1', '2')), {
      name: 'Failure',
      message: /^the mutation "name" no longer fits: a\.ts/,
    });
  });
}

test('a mutation that changes nothing is an error', () => {
  assert.throws(() => mutated('1', one('1', '1')), { message: 'the mutation "name" changes nothing in a.ts' });
});

test('every rule of the list is taken out, each with its import', () => {
  assert.deepEqual(
    offs.map(({ name }) => name),
    rules.map(({ id }) => `rule ${id}`),
  );
  for (const mutation of offs) {
    const [line, statement] = mutation.edits.map(({ find }) => find.trim());
    assert.match(statement ?? '', new RegExp(`^import \\{ ${line?.replace(',', '')} \\} from`));
    assert.equal(mutated(read(RULES_FILE), mutation).split('\n').length, read(RULES_FILE).split('\n').length - 2);
  }
});

test('a list that cannot be read line by line is an error', () => {
  const rule = { id: 'a', title: '' } as unknown as Rule;
  const list = (lines: string) =>
    `import { a } from './a.ts';\nexport const rules: readonly Rule[] = [\n${lines}\n];\n`;
  assert.equal(rulesOff(list('  a,'), [rule]).length, 1);
  for (const lines of ['  a, b,', '  ...a,', '  a,\n  b,']) {
    assert.throws(() => rulesOff(list(lines), [rule, rule].slice(lines.includes(' b') ? 1 : 0)), {
      message: /^the list in support\/rules\/index\.ts is not one rule a line/,
    });
  }
});
