import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { packageRoot } from '../package.ts';
import { MAIN } from './testing/main.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-disk-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const MOUNTED = ['--user', '--map-root-user', '--mount'];

function withoutMounts(): string | false {
  if (inCi) return false;
  try {
    execFileSync('unshare', [...MOUNTED, 'true'], { stdio: 'ignore' });
    return false;
  } catch {
    return 'it needs a mount namespace of its own, for a small disk';
  }
}

/** Runs the command line with `folder` on a disk of so many KiB that already has `former` in each file, and lists it. */
function onSmallDisk(kib: number, files: readonly string[], args: readonly string[]) {
  const script = `
mount -t tmpfs -o size=${kib}k small "$DISK"
for file in ${files.join(' ')}; do echo former > "$DISK/$file"; done
"$@" >/dev/null; echo "code $?"
for file in $(ls -A "$DISK"); do echo "$file: $(head -c 100 "$DISK/$file" | head -n 1)"; done
`;
  const { stdout, stderr } = spawnSync(
    'unshare',
    [...MOUNTED, 'sh', '-c', script, 'sh', process.execPath, MAIN, ...args],
    {
      cwd: packageRoot,
      encoding: 'utf8',
      env: { ...process.env, DISK: folder, NO_COLOR: '1', CI: '', GITHUB_ACTIONS: '' },
    },
  );
  return { lines: stdout.trim().split('\n'), stderr };
}

suite('a full disk', { skip: withoutMounts() }, () => {
  test('check: exit 3, the file is named, the former report is whole and alone', () => {
    const file = join(folder, 'report.json');
    const { lines, stderr } = onSmallDisk(4, ['report.json'], ['check', '--json', file, '--', 'true']);
    assert.deepEqual(lines, ['code 3', 'report.json: former']);
    assert.match(stderr, /the report .*report\.json cannot be written \(ENOSPC\)/);
  });

  test('features: the same of messages and JUnit, with threads and without', () => {
    for (const threads of ['0', '2']) {
      const { lines, stderr } = onSmallDisk(
        100,
        ['junit.xml', 'messages.ndjson'],
        ['features', '--no-pages', '--reports', folder, '--parallel', threads, 'features/04-single-instance.feature'],
      );
      assert.deepEqual(lines, ['code 3', 'junit.xml: former', 'messages.ndjson: former']);
      assert.match(stderr, /did not end well: .*messages\.ndjson cannot be written \(ENOSPC\)/);
    }
  });
});
