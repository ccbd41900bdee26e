import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { packageRoot } from '../../../support/package.ts';
import { WarmRunner } from './runner.ts';

const FILES = {
  'package.json': '{"type":"module"}',
  'support/cucumber.ts': "export default { import: ['steps/sum.steps.ts'] };",
  'support/sum.ts': 'export const sum = (a: number, b: number): number => a + b;',
  'steps/sum.steps.ts': `import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
Then('{int} and {int} is {int}', async (a: number, b: number, all: number) => {
  const { sum } = await import('../support/sum.ts');
  assert.equal(sum(a, b), all);
});
Then('nothing was left', () => assert.equal(Reflect.get(globalThis, 'left'), undefined));`,
  'features/sum.feature': `Feature: Sums
  Scenario: two (and) two
    Then 2 and 2 is 4
  Scenario Outline: <a> and 0
    Then <a> and 0 is <a>
    Examples:
      | a |
      | 1 |
  Scenario: nothing is left
    Then nothing was left
`,
};

suite('a change that is tried in a process that stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-warm-'));
  let warm: WarmRunner;

  before(() => {
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
    warm = new WarmRunner(folder, join(folder, 'compiled'), 20);
  });
  after(() => {
    warm[Symbol.dispose]();
    rmSync(folder, { recursive: true });
  });

  const ask = (text: string, scenario: string) =>
    warm.tryOut({ change: { file: 'support/sum.ts', text }, feature: 'features/sum.feature', scenario });
  const product = 'export const sum = (a: number, b: number): number => a * b;';

  test('is caught by the scenario that fails with it and passes without', async () => {
    assert.deepEqual(await ask(product, '1 and 0'), {
      kind: 'caught',
      scenarios: [{ name: '1 and 0', location: 'features/sum.feature:8' }],
    });
  });

  test('does not stay for the next one', async () => {
    const difference = 'export const sum = (a: number, b: number): number => a - b;';
    assert.deepEqual(await ask(difference, 'two (and) two'), {
      kind: 'caught',
      scenarios: [{ name: 'two (and) two', location: 'features/sum.feature:2' }],
    });
    assert.deepEqual(await ask(difference, '1 and 0'), { kind: 'open', why: '"1 and 0" passes with it' });
  });

  for (const [what, text, scenario, why] of [
    ['the scenario passes with it', product, 'two (and) two', /^"two \(and\) two" passes with it$/],
    ['there is no such scenario', product, 'three', /^no scenario is named "three"$/],
    ['it is no program', 'export const sum = ;', '1 and 0', /./],
  ] as const) {
    test(`is open when ${what}`, async () => {
      const answer = await ask(text, scenario);
      assert.match(answer.kind === 'open' ? answer.why : '', why);
    });
  }

  test('is open when it leaves something behind that fails the scenario without it', async () => {
    const answer = await warm.tryOut({
      change: {
        file: 'steps/sum.steps.ts',
        text: `${FILES['steps/sum.steps.ts']}\nReflect.set(globalThis, 'left', 1);`,
      },
      feature: 'features/sum.feature',
      scenario: 'nothing is left',
    });
    assert.deepEqual(answer, { kind: 'open', why: '"nothing is left" fails without it' });
    // Its process is not used any more.
    assert.deepEqual(await ask(product, 'nothing is left'), { kind: 'open', why: '"nothing is left" passes with it' });
  });

  test('is open when its process ends or hangs, and the next one has a process again', async () => {
    assert.deepEqual(await ask('process.exit(3);', '1 and 0'), { kind: 'open', why: 'the process ended' });
    using hasty = new WarmRunner(folder, join(folder, 'compiled'), 3);
    const hanging = { change: { file: 'support/sum.ts', text: 'for (;;);' }, feature: 'features/sum.feature' };
    assert.deepEqual(await hasty.tryOut({ ...hanging, scenario: '1 and 0' }), {
      kind: 'open',
      why: 'the process ended',
    });
    assert.equal((await ask(product, '1 and 0')).kind, 'caught');
  });
});
