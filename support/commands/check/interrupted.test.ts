import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { chooseIsolation, describeIsolation } from '../../wrappers/isolation/index.ts';
import { startProgram, untilNone, untilPrinted, withArgument } from '../testing/death.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-interrupted-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const isolation = await chooseIsolation('auto', folder);
const skip = isolation.kind === 'environment' && !inCi && isolation.reason;

/** Says what it does with signals, and has a child of its own session that answers none. */
const script = (onSignal: string) => `
trap "${onSignal}" INT TERM HUP
(trap '' INT TERM HUP; exec setsid sleep "$1") &
echo "up $1"
while :; do sleep "$1" & wait $!; done
`;

suite('Ctrl-C of check, isolated by the kernel', { skip, concurrency: 2 }, () => {
  async function waiting(name: string, onSignal: string) {
    assert.equal(isolation.kind, 'kernel', describeIsolation(isolation));
    const own = join(folder, name);
    mkdirSync(own);
    const seconds = `${86_700 + name.length}.${process.pid}`;
    const args = ['check', '--isolation', 'kernel', '--', 'sh', '-c', script(onSignal), 'sh', seconds];
    const child = startProgram(args, own, { TMPDIR: own, NODE_DISABLE_COMPILE_CACHE: '1' });
    await untilPrinted(child, `up ${seconds}`);
    assert.ok(withArgument(seconds).length >= 2);
    return { child, own, seconds, exit: once(child, 'exit') };
  }

  test('once: the command may end in its own way; the rest is ended, nothing is left', async () => {
    const { child, own, seconds, exit } = await waiting('once', 'echo last words; exit 0');
    const printed = untilPrinted(child, 'last words');
    child.kill('SIGINT');
    await printed;
    assert.deepEqual(await exit, [130, null]);
    assert.deepEqual(await untilNone(() => withArgument(seconds)), []);
    assert.deepEqual(readdirSync(own), []);
  });

  test('twice: a command that answers no signal is ended at once, and nothing of it is left running', async () => {
    const { child, seconds, exit } = await waiting('twice', '');
    const told = untilPrinted(child, 'stopping');
    child.kill('SIGINT');
    await told;
    child.kill('SIGINT');
    assert.deepEqual(await exit, [130, null]);
    assert.deepEqual(await untilNone(() => withArgument(seconds)), []);
  });
});
