// Runs before `npm start`, `npm test` and the other scripts, on whatever Node (>= 20) a newcomer has and with nothing
// installed: hence plain JavaScript with no imports but Node's own.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = `${root}node_modules/.package-lock.json`;
const wanted = `${root}package-lock.json`;

// npm writes node_modules/.package-lock.json last, so a half-finished install counts as missing.
const fresh = existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;

if (!fresh) {
  process.stderr.write('train-encrypt: installing the packages of package-lock.json (once, about half a minute)\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) {
    process.stderr.write(
      `train-encrypt: npm ci failed${error ? ` (${error.message})` : ''}. ` +
        'Check that the npm registry can be reached, then run the same command again.\n',
    );
    process.exit(3);
  }
}
