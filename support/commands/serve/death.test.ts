import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import {
  killAfter,
  moments,
  ofSession,
  startProgram,
  untilNone,
  untilPrinted,
  withArgument,
} from '../testing/death.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-death-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const skip = process.platform !== 'linux' && 'it reads /proc';
const start = (port: number | string) =>
  startProgram(['serve', '--port', String(port)], folder, { TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

suite('SIGKILL of serve', { skip }, () => {
  test('at random moments: nothing runs, nothing is left in files, and the next one gets the port', async (t) => {
    const port = await freePort();
    const started = performance.now();
    const first = start(port);
    await untilPrinted(first, 'Health: ');
    const tookMs = performance.now() - started;
    await killAfter(first, 0);
    for (const delay of moments(t, 4, tookMs * 1.5)) {
      const child = start(port);
      await killAfter(child, delay);
      assert.deepEqual(await untilNone(() => ofSession(child.pid)), []);
      assert.deepEqual(readdirSync(folder), []);
    }
    const last = start(port);
    assert.match(await untilPrinted(last, 'Health: '), new RegExp(`127\\.0\\.0\\.1:${port}`));
    await killAfter(last, 0);
  });

  test('its command ends too, with what that has started in a session of its own', async () => {
    const mark = `left-${randomUUID()}`;
    const script = `
      const own = { detached: true, stdio: ['ignore', 'inherit', 'inherit'] };
      const begins = "console.log('child', 'begins'); setInterval(() => {}, 1e6)";
      require('node:child_process').spawn(process.execPath, ['-e', begins, '${mark}'], own);
      setInterval(() => {}, 1e6);`;
    const serve = ['serve', '--port', '0', '--', process.execPath, '-e', script, mark];
    const child = startProgram(serve, folder, { TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' });
    await untilPrinted(child, 'child begins');
    assert.equal(withArgument(mark).length, 3, 'serve, its command and the child of that');
    await killAfter(child, 0);
    const left = await untilNone(() => withArgument(mark));
    for (const pid of left) process.kill(Number(pid), 'SIGKILL');
    assert.deepEqual(left, []);
  });
});
