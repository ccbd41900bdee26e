import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { packageRoot } from '../../package.ts';
import { killAfter, moments, ofSession, startProgram, untilNone, wholeRun } from '../testing/death.ts';

const reports = mkdtempSync(join(tmpdir(), 'train-encrypt-death-'));
after(() => rmSync(reports, { recursive: true, force: true }));
const skip = process.platform !== 'linux' && 'it reads /proc';

const args = ['features', '--no-pages', '--parallel', '2', '--reports', reports, 'features/04-single-instance.feature'];
const start = () => startProgram(args, packageRoot);
const read = (name: string) => readFileSync(join(reports, name), 'utf8');

/** A whole one ends with what the run says of itself; the other with its root. */
function assertWhole(): void {
  const lines = read('messages.ndjson').trimEnd().split('\n');
  const kinds = lines.flatMap((line) => Object.keys(JSON.parse(line)));
  for (const kind of ['meta', 'testRunStarted', 'testRunFinished']) assert.ok(kinds.includes(kind), kind);
  assert.match(read('junit.xml'), /^<\?xml.*<\/testsuite>\s*$/s);
}

suite('SIGKILL of features', { skip }, () => {
  test('at random moments: nothing runs, reports are the former or the whole new ones', async (t) => {
    const tookMs = await wholeRun(start());
    assertWhole();
    for (const delay of moments(t, 3, tookMs)) {
      const child = start();
      await killAfter(child, delay);
      assert.deepEqual(await untilNone(() => ofSession(child.pid)), []);
      assertWhole();
    }
    await wholeRun(start());
    assertWhole();
    assert.deepEqual(
      readdirSync(reports).sort(),
      ['junit.xml', 'messages.ndjson'],
      'what died left nothing beside them',
    );
  });
});
