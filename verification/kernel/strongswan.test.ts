import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { startAgent, withoutAgent } from './agent.ts';
import { strongswan } from './strongswan.ts';

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const installed = ['/usr/sbin/charon-systemd', '/sbin/charon-systemd'].some((file) => existsSync(file));
const missing =
  installed || inCi ? false : 'strongSwan is not installed: apt-get install strongswan-swanctl charon-systemd';

test('strongSwan negotiates keys in the documented network, and not with UDP 500 closed', {
  skip: (await withoutAgent()) || missing,
}, async () => {
  await using agent = await startAgent();
  const shown = await strongswan(agent);
  assert.deepEqual(
    shown.filter(({ is }) => is === false),
    [],
  );
  assert.deepEqual(shown.slice(0, 2), [
    { is: true, what: 'IKE negotiates keys in the documented network: yes' },
    { is: true, what: 'with UDP 500 closed IKE fails' },
  ]);
  // Where the kernel has no ESP, that is said, and nothing of it is called shown.
  const rest = shown.slice(2);
  if (rest.some(({ is }) => is === undefined)) {
    assert.equal(rest.length, 1);
    assert.match(rest[0]?.what ?? '', /^no ESP was exchanged: this kernel has no ESP/);
  } else assert.equal(rest.length, 2);
});
