import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { packageRoot } from '../package.ts';
import { untilNone, withArgument } from './testing/death.ts';
import { MAIN } from './testing/main.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-terminal-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const python = process.platform === 'linux' && spawnSync('python3', ['--version']).status === 0;
const skip = !python && !inCi && 'it needs Linux and python3, for a terminal to close';

/**
 * Runs a command on a terminal that is closed once the command has printed a text. `controlling`: it is the leader of the
 * terminal's session, so that it gets SIGHUP. Prints the exit code, as a shell would.
 */
const CLOSE = `
import os, pty, subprocess, sys
until, controlling, command = sys.argv[1].encode(), sys.argv[2] == 'controlling', sys.argv[3:]
if controlling:
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
else:
    terminal, inside = pty.openpty()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=inside, stderr=inside, start_new_session=True)
    os.close(inside)
    pid = child.pid
seen = b''
while until not in seen:
    seen += os.read(terminal, 4096)
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

function closed(until: string, kind: 'controlling' | 'output only', args: readonly string[]) {
  const { CI: _, GITHUB_ACTIONS: __, NODE_TEST_CONTEXT: ___, ...env } = process.env;
  const { stdout, stderr } = spawnSync(
    'python3',
    [join(folder, 'close.py'), until, kind, process.execPath, MAIN, ...args],
    { cwd: packageRoot, encoding: 'utf8', env: { ...env, TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' } },
  );
  return { code: stdout.trim(), stderr };
}

const left = () => readdirSync(folder).filter((name) => !['close.py', 'reports'].includes(name));

suite('a closed terminal', { skip }, () => {
  before(() => writeFileSync(join(folder, 'close.py'), CLOSE));

  test('check: exit 129, nothing runs, no folder is left', async () => {
    const seconds = `86900.${process.pid}`;
    const script = `setsid sleep ${seconds} & sleep ${seconds} & echo up-${seconds}; wait`;
    const { code, stderr } = closed(`up-${seconds}`, 'controlling', ['check', '--', 'sh', '-c', script]);
    assert.equal(code, '129', stderr);
    assert.deepEqual(await untilNone(() => withArgument(seconds)), []);
    assert.deepEqual(left(), []);
  });

  test('serve: ends by itself, nothing is left', () => {
    const { code, stderr } = closed('Health: ', 'controlling', ['serve', '--port', '0']);
    assert.equal(code, '0', stderr);
    assert.deepEqual(left(), []);
  });

  test('features: exit 129, and no report of a run that was cut short', () => {
    const reports = join(folder, 'reports');
    const { code, stderr } = closed('Getting ready', 'controlling', ['features', '--reports', reports]);
    assert.equal(code, '129', stderr);
    assert.deepEqual(readdirSync(reports), []);
    assert.deepEqual(left(), []);
  });

  test('features on a terminal that takes no more output (EIO): ends with the exit code of its work, as on a closed pipe', () => {
    const reports = join(folder, 'reports');
    const args = ['features', '--reports', reports, '--no-pages', 'features/04-single-instance.feature'];
    const { code, stderr } = closed('Getting ready', 'output only', args);
    assert.equal(code, '0', stderr);
    assert.match(readFileSync(join(reports, 'junit.xml'), 'utf8'), /<\/testsuite>\s*$/);
  });
});
