import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isWithin, mountLine, readOnlyLines, unixSockets } from './mounts.ts';

const scratch = mkdtempSync(join(tmpdir(), 'train-encrypt-mounts-'));
after(() => rmSync(scratch, { recursive: true }));

test('every mount becomes read-only, keeps its flags, and is named as it is', () => {
  const mountinfo = [
    '22 1 254:0 / / rw,relatime - ext4 /dev/vda rw',
    '23 22 0:5 / /data/a\\040b rw,nosuid,nodev,relatime - tmpfs tmpfs rw',
    '24 22 0:6 / /media/cd ro,relatime - iso9660 /dev/sr0 ro',
    '25 22 0:7 / /home rw,relatime - ext4 /dev/vdb rw',
  ].join('\n');
  assert.deepEqual(
    readOnlyLines(mountinfo, '/r', (path) => path === '/home'),
    [
      'none /r none remount,bind,ro,relatime 0 0',
      'none /r/data/a\\040b none remount,bind,ro,nosuid,nodev,relatime 0 0',
    ],
  );
});

test('binds and overlays, with blanks in their paths', () => {
  const line = (source: string, access: 'read' | 'write' | 'overlay') =>
    mountLine({ target: source, source, access }, '/r', scratch, 7);
  assert.equal(line('/a b', 'read'), '/a\\040b /r/a\\040b none bind,ro 0 0');
  assert.equal(line('/a', 'write'), '/a /r/a none bind 0 0');
  assert.match(
    line('/a', 'overlay'),
    /^train-encrypt-7 \/r\/a overlay lowerdir=\/a,upperdir=.*7-written,workdir=.*,userxattr 0 0$/,
  );
  // A comma would end an option: then it can only be read.
  assert.equal(line('/a,b', 'overlay'), '/a,b /r/a,b none bind,ro 0 0');
});

test('a path is within a folder by whole names', () => {
  assert.ok(isWithin('/a/b', '/a') && isWithin('/a', '/a') && isWithin('/a', '/'));
  assert.ok(!isWithin('/ab', '/a') && !isWithin('/', '/a'));
});

test('sockets with a path, each once; not abstract ones', () => {
  const table = [
    'Num       RefCount Protocol Flags    Type St Inode Path',
    '0: 00000002 00000000 00010000 0001 01 1 /run/docker.sock',
    '0: 00000003 00000000 00000000 0001 03 2 /run/docker.sock',
    '0: 00000003 00000000 00000000 0001 03 3',
    '0: 00000002 00000000 00010000 0001 01 4 @abstract',
    '0: 00000002 00000000 00010000 0001 01 5 /srv/a b.sock',
  ].join('\n');
  assert.deepEqual(unixSockets(table), ['/run/docker.sock', '/srv/a b.sock']);
});
