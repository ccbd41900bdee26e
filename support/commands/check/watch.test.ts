import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { MAIN } from '../testing/main.ts';
import { runProgram } from '../testing/program.ts';
import { asideOf } from './watch.ts';

const NODE = [process.execPath, MAIN];
const POSIX = process.platform === 'win32' && 'Windows has no signals';

let folder = '';
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A wrapper that launches nothing, so that `check --require-shown` ends with 1, and says who it is. */
const wrapper = (says: string) => `console.log('wrapper: ${says}');\n`;

const OPTIONS = ['check', '--watch', '--isolation', 'environment', '--name', 'wrapper', '--require-shown'];
const ENV = { ...process.env, NO_COLOR: '1', CI: '', GITHUB_ACTIONS: '' };

/** Starts `check --watch` on `launch.mjs`; `printed` waits for a text after the last one that was found. */
function start(...more: string[]) {
  const [program = '', ...args] = [...NODE, ...OPTIONS, ...more, '--', process.execPath, 'launch.mjs', '--watch'];
  const started = spawn(program, args, { cwd: folder, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] });
  child = started;
  let all = '';
  let at = 0;
  let news = Promise.withResolvers<void>();
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (chunk) => {
      all += chunk;
      news.resolve();
      news = Promise.withResolvers();
    });
  }
  const ended = once(started, 'exit') as Promise<[number | null]>;
  async function printed(text: RegExp): Promise<string> {
    for (;;) {
      const found = text.exec(all.slice(at));
      if (found !== null) {
        at += found.index + found[0].length;
        return found[0];
      }
      if (started.exitCode !== null) throw new Error(`ended with ${started.exitCode}:\n${all}`);
      await Promise.race([news.promise, ended]);
    }
  }
  return { printed, ended, all: () => all, signal: (signal: NodeJS.Signals) => started.kill(signal) };
}

test('runs again at a change, not at one of what is aside, and ends with the last exit code', {
  skip: POSIX,
}, async () => {
  for (const one of ['node_modules', 'reports', '.git', 'jobs']) mkdirSync(join(folder, one));
  writeFileSync(join(folder, 'launch.mjs'), wrapper('first'));
  const watching = start('--json', 'found.json');
  await watching.printed(/wrapper: first/);
  await watching.printed(/Waiting for changes below .*; Ctrl-C ends\./);
  for (const one of ['node_modules/x.js', 'reports/x.json', '.git/HEAD']) writeFileSync(join(folder, one), 'x');
  writeFileSync(join(folder, 'launch.mjs'), wrapper('second'));
  assert.equal(await watching.printed(/Changed: .*/), 'Changed: launch.mjs');
  await watching.printed(/wrapper: second/);
  await watching.printed(/Waiting for changes/);
  writeFileSync(join(folder, 'jobs', 'parameters.json'), '{}');
  assert.equal(await watching.printed(/Changed: .*/), 'Changed: jobs/parameters.json');
  await watching.printed(/Waiting for changes/);
  watching.signal('SIGINT');
  assert.equal((await watching.ended)[0], 1);
  assert.equal(watching.all().match(/Waiting for changes/g)?.length, 3);
  assert.ok(!watching.all().includes('\u001b'), 'no terminal, nothing is cleared');
  assert.ok(existsSync(join(folder, 'found.json')));
});

test('what every run changes is ignored after the second', { skip: POSIX }, async () => {
  writeFileSync(
    join(folder, 'launch.mjs'),
    `import { appendFileSync } from 'node:fs'; appendFileSync('log.txt', 'x');`,
  );
  const watching = start();
  await watching.printed(/Changed: log\.txt/);
  await watching.printed(/Ignored from now on, since every run changes it: log\.txt/);
  await watching.printed(/Waiting for changes/);
  writeFileSync(join(folder, 'launch.mjs'), wrapper('calm'));
  await watching.printed(/wrapper: calm/);
  await watching.printed(/Waiting for changes/);
  assert.equal(readFileSync(join(folder, 'log.txt'), 'utf8'), 'xx');
  watching.signal('SIGTERM');
  assert.equal((await watching.ended)[0], 1);
});

test('Ctrl-C in the first run ends it, with the code of the signal', { skip: POSIX }, async () => {
  writeFileSync(join(folder, 'launch.mjs'), `console.log('at work'); setInterval(() => {}, 1000);`);
  const watching = start();
  await watching.printed(/at work/);
  watching.signal('SIGINT');
  assert.equal((await watching.ended)[0], 130);
});

test('a terminal is cleared before each run but the first', {
  skip: !existsSync('/usr/bin/script') && 'script is not installed',
}, () => {
  writeFileSync(join(folder, 'launch.mjs'), wrapper('seen'));
  // Changes the wrapper once, then ends its own watcher.
  const quoted = [...NODE, ...OPTIONS, '--', 'sh', 'launch.sh'].map((word) => `'${word}'`).join(' ');
  const script =
    'if [ -e done ]; then echo twice; kill -INT $(cat pid); sleep 5; else touch done; echo once; echo "# changed" >> launch.sh; fi\n';
  writeFileSync(join(folder, 'launch.sh'), script);
  const line = `sh -c 'echo $$ > pid; exec "$@"' x ${quoted}`;
  const { stdout } = spawnSync('/usr/bin/script', ['-qec', line, '/dev/null'], {
    cwd: folder,
    env: ENV,
    encoding: 'utf8',
  });
  const [before = '', after = ''] = stdout.split('\u001b[2J', 2);
  assert.match(before, /once/);
  assert.match(after, /Changed: [\s\S]*twice/);
});

test('a report on standard output is a mistake', async () => {
  const { code, stderr } = await runProgram([...OPTIONS, '--json', '-', '--', 'true'], folder);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^train-encrypt: --watch prints a report for every run; give --json, --junit and --sarif files\.\n$/,
  );
});

test('what is aside', () => {
  const aside = asideOf({ json: 'out/check.json', baselines: 'approved', update: true }, '/project');
  const paths = [
    ...['node_modules/a/b.js', '.git/index', 'jobs/__pycache__/a.pyc', 'reports/index.html', '.venv/bin/python'],
    ...['out/check.json', 'out/check.json.123.tmp', 'approved/wrapper/documented.yaml', 'launch.py~', '.launch.py.swp'],
  ];
  assert.deepEqual(
    paths.filter((path) => !aside(`/project/${path}`)),
    [],
  );
  const watched = ['launch.py', '.env', 'out/other.json', 'jobs/reporting.py', 'train-encrypt.config.ts', ''];
  assert.deepEqual(
    watched.filter((path) => aside(`/project/${path}`.replace(/\/$/, ''))),
    [],
  );
  const approving = asideOf({ baselines: 'approved' }, '/project');
  assert.ok(!approving('/project/approved/wrapper/documented.yaml'), 'what a person approves is watched');
});
