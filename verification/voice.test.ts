import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../support/package.ts';
import { AVOIDED, isProse } from './voice/avoided.ts';
import { counted, inFile, ofWord, totalOf } from './voice/count.ts';

const countIn = (text: string) => totalOf(counted([['a.ts', text]], AVOIDED));

const WRONG = [
  'the launcher',
  'writeLauncher()',
  'support/engines/mends/',
  'the remedy',
  'a near miss',
  'nearMiss',
  '    near   VpcConfig: sent',
  'it is told',
  'what is\n// told',
  'it tells how',
  'where Docker is not to be had',
  'wording of ours',
  'engines that there are',
  'asks for nothing',
  'would talk in the clear',
  'passed over',
  'left aside',
  'handed on',
  'wish.tenancy',
];

for (const text of WRONG) {
  test(`counted: ${JSON.stringify(text)}`, () => assert.equal(countIn(text), 1));
}

test('words that only contain one are not counted', () => {
  for (const text of ['amend', 'recommended', 'nearest', 'unearthed', 'told', 'Swishes', 'clear']) {
    assert.equal(countIn(text), 0, text);
  }
});

test('counts are by file and by word', () => {
  const count = counted(
    [
      ['a.ts', 'launcher, launcher, remedy'],
      ['b.md', 'a launcher'],
      ['c.md', 'a wrapper'],
    ],
    AVOIDED,
  );
  assert.deepEqual([inFile(count, 'a.ts'), inFile(count, 'b.md'), inFile(count, 'c.md')], [3, 1, 0]);
  assert.deepEqual([ofWord(count, 'launcher'), ofWord(count, 'remedy'), totalOf(count)], [3, 1, 4]);
  assert.ok(!count.has('c.md'));
});

test('prose and code are read, generated files and others’ words are not', () => {
  for (const file of ['README.md', 'features/a.feature', 'support/a.ts', 'examples/a.py'])
    assert.ok(isProse(file), file);
  for (const file of ['package-lock.json', 'a.generated.json', 'LICENSE', 'a.png', 'verification/voice/avoided.ts']) {
    assert.ok(!isProse(file), file);
  }
});

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(packageRoot, 'verification', 'voice.ts'), ...args], {
    cwd: packageRoot,
    encoding: 'utf8',
  });

test('the script ends with a total, and with --base has two', () => {
  assert.match(run('docs', 'README.md').stdout, /\ntotal +\d+\n$/);
  const { status, stdout, stderr } = run('--base', 'HEAD', '--words', 'docs');
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^ +before +now\n[\s\S]*launcher → wrapper +\d+ +\d+\n[\s\S]*\ntotal +\d+ +\d+\n$/);
});

test('an unknown revision is a mistake in the command line', () => {
  const { status, stderr } = run('--base', 'no-such-revision');
  assert.equal(status, 2);
  assert.match(stderr, /no-such-revision/);
});
