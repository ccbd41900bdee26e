import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../support/package.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-steps-'));
after(() => rmSync(folder, { recursive: true }));

const skip = spawnSync('bash', ['--version']).status !== 0 && 'bash is not installed';

/** Runs lines as `.ci/run` begins. Every number of seconds is printed as 0. */
function run(lines: string) {
  const script = `set -euo pipefail
source ${join(packageRoot, '.ci/steps.sh')}
trap 'status=$?; end_beside; exit $status' EXIT
${lines}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout: stdout.replace(/\d+ s\b/g, '0 s'), stderr };
}

suite('steps beside one another', { skip }, () => {
  test('what each prints comes whole, in the order they end', () => {
    const { status, stdout, stderr } = run(`
slow() { echo slow begins; until [ -e fast ]; do sleep 0.01; done; echo slow ends >&2; }
fast() { echo fast; touch fast; }
beside 'The slow one' slow
beside 'The fast one' fast
together
step 'After them'`);
    assert.equal(status, 0, stderr);
    const [slow, fast] = [
      '\n== The slow one, in 0 s beside others\nslow begins\nslow ends\n',
      '\n== The fast one, in 0 s beside others\nfast\n',
    ];
    const rest = '\n== After them (0 s)\n';
    const titled = (text: string) => text.replace(' beside others\n', ' beside others (0 s)\n');
    assert.ok(
      [`${titled(fast)}${titled(slow)}${rest}`, `${titled(slow)}${titled(fast)}${rest}`].includes(stdout),
      stdout,
    );
  });

  test('one that fails is named, ends the others with what they started, and is the status of all', async () => {
    const { status, stdout } = run(`
endless() { bash -c 'echo $$ > endless; sleep 300'; }
failing() { until [ -s endless ]; do sleep 0.01; done; echo about to fail; false; echo not reached; }
beside 'Endless' endless
beside 'Failing' failing
together
echo not reached either`);
    assert.equal(status, 1);
    assert.match(stdout, /== Failing, in 0 s beside others \(0 s\)\nabout to fail\n\nFailing ended with 1\n$/);
    assert.doesNotMatch(stdout, /not reached/);
    const child = readFileSync(join(folder, 'endless'), 'utf8').trim();
    assert.match(child, /^\d+$/);
    // A signal takes a moment.
    const isGone = () =>
      !existsSync(`/proc/${child}/stat`) || / [ZX] /.test(readFileSync(`/proc/${child}/stat`, 'utf8'));
    for (let look = 0; look < 600 && !isGone(); look += 1) await sleep(100);
    assert.ok(isGone(), `process ${child} is still there`);
  });

  test('several commands as one end with the first that fails', () => {
    const { status, stdout } = run(`
first() { echo first; }
second() { false; echo not reached; }
beside 'Two' in_turn first second first
together`);
    assert.equal(status, 1);
    assert.match(stdout, /\nfirst\n\nTwo ended with 1\n$/);
  });

  test('nothing beside: nothing to wait for', () => {
    assert.deepEqual(run('together; step Next'), { status: 0, stdout: '\n== Next (0 s)\n', stderr: '' });
  });
});
