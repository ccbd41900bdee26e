import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, obstacle, type System } from './obstacles.ts';

const system = (more: Partial<System> = {}, files: Readonly<Record<string, string>> = {}): System => ({
  platform: 'linux',
  uid: 1000,
  has: () => true,
  read: (path) => files[path],
  environment: {},
  ...more,
});

test('nothing speaks against a Linux with its tools', () => {
  assert.equal(obstacle(system()), undefined);
});

test('other systems, and one without a tool', () => {
  assert.match(obstacle(system({ platform: 'darwin' }))?.reason ?? '', /^macOS has no namespaces$/);
  assert.match(obstacle(system({ platform: 'win32' }))?.reason ?? '', /^Windows/);
  const bare = obstacle(system({ has: (program) => program !== 'setpriv' }));
  assert.equal(bare?.reason, 'setpriv is not installed');
  assert.match(bare?.fix ?? '', /util-linux/);
});

const SETTINGS = [
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1', 'kernel.apparmor_restrict_unprivileged_userns=0'],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0', 'kernel.unprivileged_userns_clone=1'],
  ['/proc/sys/user/max_user_namespaces', '0', 'user.max_user_namespaces=10000'],
] as const;

for (const [file, value, setting] of SETTINGS) {
  test(`${setting} allows it to an ordinary user`, () => {
    assert.equal(explain('denied', system({}, { [file]: value })).fix, `sudo sysctl -w ${setting}`);
    assert.equal(explain('denied', system({ uid: 0 }, { [file]: value })).fix, undefined);
  });
}

test('a container says which options would allow it', () => {
  for (const one of [
    system({}, { '/.dockerenv': '' }),
    system({ environment: { KUBERNETES_SERVICE_HOST: '10.0.0.1' } }),
  ]) {
    const told = explain('unshare failed', one);
    assert.match(told.reason, /container may not make namespaces \(unshare failed\)/);
    assert.match(told.fix ?? '', /seccomp=unconfined/);
  }
});

test('otherwise what the system printed', () => {
  assert.deepEqual(explain('mount failed', system()), {
    kind: 'environment',
    reason: 'namespaces cannot be made here (mount failed)',
  });
});
