import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { runProgram } from './testing/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-exit-'));
after(() => rmSync(folder, { recursive: true }));

let count = 0;

/** Runs `check` with a configuration of one wrapper that launches nothing, and this code before it. */
function checkWith(code: string) {
  count += 1;
  const config = join(folder, `c${count}.mjs`);
  const wrappers = { nothing: { command: [process.execPath, '--version'], situations: ['documented'] } };
  writeFileSync(config, `${code}\nexport default ${JSON.stringify({ wrappers })};\n`);
  return runProgram(['check', '--require-shown', '--config', config, '--json', join(folder, `c${count}.json`)], folder);
}

test('a configuration that ends the process while it is read ends with exit code 2, and is named', async () => {
  for (const [code, words] of [
    ['process.exit(0);', /c1\.mjs ends the process \(exit code 0\) while it is read, so nothing was checked/],
    ['process.exit(1);', /c2\.mjs ends the process \(exit code 1\)/],
    ['await new Promise(() => {});', /c3\.mjs waits for something that never comes/],
  ] as const) {
    const { code: exitCode, stdout, stderr } = await checkWith(code);
    assert.equal(exitCode, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /before the work was done/, 'it is reported once');
  }
});

test('one that ends it later is no success either', async () => {
  const { code, stderr } = await checkWith('setImmediate(() => process.nextTick(() => process.exit(0)));');
  assert.equal(code, 2, stderr);
  assert.match(
    stderr,
    /ended before the work was done: process\.exit\(0\) was called|ends the process \(exit code 0\)/,
  );
});

test('the exit code stays what it is once everything is reported', async () => {
  const broken = await checkWith("process.on('beforeExit', () => process.exit(0));");
  assert.equal(broken.code, 1, broken.stderr);
  assert.match(broken.stdout, /1 not shown/);
});

const WRITES = `
import { endOnFault } from ${JSON.stringify(import.meta.resolve('./exit.ts'))};
endOnFault();
process.stdin.once('data', () => {
  for (let line = 0; line < 3; line += 1) process.stdout.write('more\\n');
  process.exitCode = 1;
  process.stdin.pause();
});
process.stdout.write('ready\\n');
`;

test('EIO of a stream ends as EPIPE does, with the exit code of the work; another error is a fault', () => {
  for (const [code, expected] of [
    ['EIO', 1],
    ['EPIPE', 1],
    ['ENOSPC', 3],
  ] as const) {
    const program = `${WRITES.split('process.stdin')[0]}process.exitCode = 1;
      process.stdout.emit('error', Object.assign(new Error('${code}'), { code: '${code}' }));`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
    });
    assert.equal(status, expected, stderr);
  }
});

// A pseudo-terminal whose other end goes away; without a session of its own no SIGHUP comes first.
const CLOSES_TERMINAL = `
import os, pty, subprocess, sys
master, slave = pty.openpty()
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=slave, stderr=subprocess.PIPE)
os.close(slave)
os.read(master, 100)
os.close(master)
_, errors = child.communicate(b'go\\n')
sys.stderr.buffer.write(errors)
sys.exit(child.returncode)
`;

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const python = spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0;

test('a terminal that was closed does not change the exit code', {
  skip: !python && !inCi && 'python3 is not there',
}, async () => {
  const child = spawn('python3', ['-c', CLOSES_TERMINAL, process.execPath, '--input-type=module', '--eval', WRITES]);
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  assert.equal(code, 1, errors);
  assert.equal(errors, '');
});
