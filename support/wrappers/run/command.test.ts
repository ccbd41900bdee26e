import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunOptions, runCommand } from './command.ts';
import { processTable } from './processes/index.ts';
import { newMarking } from './processes/mark.ts';
import { watchTree } from './processes/tree.ts';

const cwd = mkdtempSync(join(tmpdir(), 'train-encrypt-run-'));
after(() => rmSync(cwd, { recursive: true }));

const PATH = process.env.PATH ?? '';
const run = (command: RunOptions['command'], options: Partial<RunOptions> = {}) =>
  runCommand({ command, cwd, environment: { PATH }, timeoutMs: 20_000, graceMs: 1_000, ...options });
const shell = (script: string, options: Partial<RunOptions> = {}) => run(['sh', '-c', script], options);
const node = (script: string, options: Partial<RunOptions> = {}) => run([process.execPath, '-e', script], options);

const isRunning = (pid: number): boolean => processTable()?.startOf(pid) !== undefined;

/** The pids that a command has written, one on a line. */
function pidsIn(file: string): number[] {
  const pids = readFileSync(join(cwd, file), 'utf8').trim().split('\n').map(Number);
  assert.ok(pids.length > 0 && pids.every((pid) => pid > 1), `${pids}`);
  return pids;
}

describe('how a command ends', { skip: process.platform === 'win32' }, () => {
  test('by itself, with its code', async () => {
    const ended = await shell('echo out; echo err >&2; exit 3');
    assert.equal(ended.ending, 'exited');
    assert.equal(ended.exitCode, 3);
    assert.deepEqual(ended.output.trim().split('\n').sort(), ['err', 'out']);
    assert.equal(ended.outputBytes, 8);
    assert.equal(ended.outputCut, false);
    assert.deepEqual(ended.leftRunning, []);
    assert.deepEqual(ended.command, ['sh', '-c', 'echo out; echo err >&2; exit 3']);
  });

  test('by a signal', async () => {
    const ended = await shell('kill -SEGV $$');
    assert.equal(ended.ending, 'signalled');
    assert.equal(ended.signal, 'SIGSEGV');
    assert.equal('exitCode' in ended, false);
  });

  test('by its time limit', async () => {
    const ended = await shell('echo $$ > endless; while :; do sleep 0.05; done', { timeoutMs: 400 });
    assert.equal(ended.ending, 'timed out');
    assert.equal('exitCode' in ended, false);
    assert.ok(ended.durationMs >= 400 && ended.durationMs < 3_000, `${ended.durationMs}`);
    assert.deepEqual(pidsIn('endless').filter(isRunning), []);
  });

  test('by the caller', async () => {
    const abort = new AbortController();
    const running = shell('echo $$ > aborted; echo ready; sleep 1000', {
      signal: abort.signal,
      onOutput: () => abort.abort(),
    });
    assert.equal((await running).ending, 'interrupted');
    assert.deepEqual(pidsIn('aborted').filter(isRunning), []);
    const early = await shell('echo > started', { signal: AbortSignal.abort() });
    assert.equal(early.ending, 'interrupted');
    assert.throws(() => readFileSync(join(cwd, 'started')));
  });

  test('before it has begun', async () => {
    const missing = await run(['no-such-command', 'x']);
    assert.equal(missing.ending, 'not started');
    assert.match(missing.reason ?? '', /^no-such-command is neither a program on the PATH/);
    const folder = await run(['sh'], { cwd: join(cwd, 'none') });
    assert.match(folder.reason ?? '', /folder .* is not there/);
    const long = await run(['sh', '-c', 'x'.repeat(5_000_000)]);
    assert.deepEqual([long.ending, long.reason], ['not started', 'its arguments and environment are too long']);
  });

  test('many at once, by one signal, without a warning of Node', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const abort = new AbortController();
    const all = Array.from({ length: 12 }, () => shell('sleep 1000', { signal: abort.signal }));
    setTimeout(() => abort.abort(), 300);
    const endings = (await Promise.all(all)).map(({ ending }) => ending);
    await sleep(10);
    process.off('warning', note);
    assert.deepEqual(new Set(endings), new Set(['interrupted']));
    assert.deepEqual(warnings, []);
  });

  test('when nobody can be told what it prints any more', async () => {
    const onOutput = () => {
      throw new Error('nobody listens');
    };
    await assert.rejects(shell('echo $$ > unheard; echo x; sleep 1000', { onOutput }), /nobody listens/);
    assert.deepEqual(pidsIn('unheard').filter(isRunning), []);
  });
});

describe('what it is given', { skip: process.platform === 'win32' }, () => {
  test('the environment as it is, a mark beside it, and nothing to read', async () => {
    const { output } = await run(['env'], { environment: { PATH, 'A.B': 'c' } });
    const names = output
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0]);
    assert.deepEqual(names.sort(), ['A.B', 'PATH', 'TRAIN_ENCRYPT_RUN']);
    assert.equal((await shell('cat; tty')).output, 'not a tty\n');
  });

  test('arguments as they are', async () => {
    const script = 'console.log(JSON.stringify(process.argv.slice(1)))';
    const ended = await run([process.execPath, '-e', script, '--', '$HOME', 'a b', '', '*', '"']);
    assert.deepEqual(JSON.parse(ended.output), ['$HOME', 'a b', '', '*', '"']);
  });
});

describe('nothing of it is left running', { skip: process.platform === 'win32' }, () => {
  /** Why the mark that nobody can lose is not available here; in CI it must be. */
  const noLimit = async () => {
    const { prefix } = await newMarking();
    assert.ok(prefix.length > 0 || !process.env.CI || process.platform !== 'linux', 'no prlimit in CI');
    return prefix.length > 0 ? undefined : 'no prlimit on this machine';
  };

  test('children in the background', async () => {
    const ended = await shell('sleep 1000 & echo $! > child; exit 0');
    assert.equal(ended.exitCode, 0);
    const [child] = pidsIn('child');
    assert.deepEqual(ended.leftRunning, [{ pid: child, command: 'sleep 1000' }]);
    assert.equal(isRunning(child ?? 0), false);
  });

  test('children that have a session of their own, and no parent left', async () => {
    const ended = await shell(
      "setsid sh -c 'echo $$ >> daemons; (sleep 1001 & echo $! >> daemons); sleep 1002' >/dev/null 2>&1 & " +
        "(setsid sh -c '(setsid sleep 1003 >/dev/null 2>&1 & echo $! >> daemons) &' &) ; sleep 0.3",
    );
    const pids = pidsIn('daemons');
    assert.equal(pids.length, 3);
    assert.deepEqual(pids.filter(isRunning), []);
    const left = ended.leftRunning.map(({ command }) => command);
    for (const seconds of [1001, 1002, 1003]) assert.ok(left.includes(`sleep ${seconds}`), `${left}`);
  });

  test('the same after its time is up', async () => {
    const script = "setsid sh -c 'sleep 1000 & echo $! > late' >/dev/null 2>&1; sleep 1000";
    const ended = await shell(script, { timeoutMs: 500 });
    assert.equal(ended.ending, 'timed out');
    assert.deepEqual(ended.leftRunning, []);
    assert.deepEqual(pidsIn('late').filter(isRunning), []);
  });

  test('one that has given up environment, session and parent at once', async (context) => {
    const missing = await noLimit();
    if (missing) return context.skip(missing);
    const ended = await shell('env -i /usr/bin/env setsid sleep 1000 >/dev/null 2>&1 & echo $! > bare; exit 0');
    assert.equal(ended.exitCode, 0);
    assert.deepEqual(pidsIn('bare').filter(isRunning), []);
    assert.deepEqual(
      ended.leftRunning.map(({ command }) => command),
      ['sleep 1000'],
    );
  });

  test('a command that clears its own environment is bound by its time', async () => {
    const script = 'echo $$ > cleared; exec env -i /bin/sh -c "while :; do :; done"';
    const ended = await shell(script, { timeoutMs: 300 });
    assert.equal(ended.ending, 'timed out');
    assert.deepEqual(pidsIn('cleared').filter(isRunning), []);
  });

  test('those that fork as fast as they can', async () => {
    const script = 'fork() { echo x >> forks; sleep 1000 & (sleep 0.05; fork) & }; fork; fork; wait';
    const ended = await shell(script, { timeoutMs: 400, graceMs: 100 });
    assert.equal(ended.ending, 'timed out');
    const count = () => readFileSync(join(cwd, 'forks'), 'utf8').length;
    const before = count();
    await sleep(200);
    assert.equal(count(), before);
  });

  test('helpers that end with it are not told of', async () => {
    assert.deepEqual((await shell('sleep 0.2 & exit 0')).leftRunning, []);
  });

  test('a neighbour goes on running', async () => {
    const neighbour = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
    try {
      await shell('sleep 1000 & exit 0');
      assert.equal(isRunning(neighbour.pid ?? 0), true);
    } finally {
      neighbour.kill('SIGKILL');
    }
  });

  test('when this process exits in the midst of it', async () => {
    const index = new URL('./command.ts', import.meta.url).href;
    const script = join(cwd, 'exits.mts');
    writeFileSync(
      script,
      `import { runCommand } from '${index}';
      const environment = { PATH: process.env.PATH };
      void runCommand({ command: ['sh', '-c', 'setsid sleep 1000 & echo $! > orphan; echo ready; wait'], cwd: '${cwd}', environment,
        timeoutMs: 20000, onOutput: () => process.exit(7) });`,
    );
    const runner = spawn(process.execPath, [...process.execArgv, script], { stdio: 'ignore' });
    assert.deepEqual(await once(runner, 'exit'), [7, null]);
    await sleep(100);
    assert.deepEqual(pidsIn('orphan').filter(isRunning), []);
  });

  test('the mark is what finds those: a tree with another mark does not know them', async () => {
    const marking = await newMarking();
    const [program = '', ...args] = [...marking.prefix, 'setsid', 'sh', '-c', 'sleep 1000 & echo $!'];
    const child = spawn(program, args, {
      env: { PATH, ...marking.environment },
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [[printed]] = await Promise.all([once(child.stdout, 'data'), once(child, 'exit')]);
    const pid = Number(String(printed));
    const found = (mark: typeof marking.mark) => {
      using tree = watchTree(child.pid ?? 0, mark);
      return tree.running().some((row) => row.pid === pid);
    };
    try {
      assert.equal(found({ variable: marking.mark.variable }), true);
      assert.equal(found({ variable: 'TRAIN_ENCRYPT_RUN=another' }), false);
      if (marking.mark.limit !== undefined) {
        assert.equal(found({ variable: 'TRAIN_ENCRYPT_RUN=another', limit: marking.mark.limit }), true);
        assert.equal(found({ variable: 'TRAIN_ENCRYPT_RUN=another', limit: marking.mark.limit + 1 }), false);
      }
    } finally {
      process.kill(pid, 'SIGKILL');
    }
  });
});

describe('how it is asked to end', { skip: process.platform === 'win32' }, () => {
  test('politely: who answers SIGTERM in time says its last words', async () => {
    const script =
      "process.on('SIGTERM', () => { console.log('bye'); process.exit() }); console.log('ready'); setInterval(() => {}, 1e6)";
    const abort = new AbortController();
    const ended = await node(script, { signal: abort.signal, onOutput: () => abort.abort() });
    assert.equal(ended.output, 'ready\nbye\n');
  });

  test('and then not: who does not answer is killed', async () => {
    const script =
      "process.on('SIGTERM', () => { console.log('no'); setTimeout(() => console.log('still here'), 50) });" +
      "console.log('ready'); setInterval(() => {}, 1e6)";
    const abort = new AbortController();
    const ended = await node(script, { signal: abort.signal, onOutput: () => abort.abort(), graceMs: 1_500 });
    assert.equal(ended.output, 'ready\nno\nstill here\n');
    assert.equal(ended.ending, 'interrupted');
  });

  test('one that is stopped too', async () => {
    const ended = await shell('echo $$ > stopped; kill -STOP $$', { timeoutMs: 300 });
    assert.equal(ended.ending, 'timed out');
    assert.deepEqual(pidsIn('stopped').filter(isRunning), []);
  });
});

describe('what it prints', { skip: process.platform === 'win32' }, () => {
  test('a gigabyte fills no memory and takes little time', async () => {
    let passedOn = 0;
    const before = process.memoryUsage().rss;
    const limits: Partial<RunOptions> = {
      outputBytes: 1_000_000,
      onOutput: (_stream, chunk) => {
        passedOn += chunk.length;
      },
    };
    const ended = await shell('head -c 1000000000 /dev/zero; echo the end', limits);
    assert.equal(ended.exitCode, 0);
    assert.equal(ended.outputBytes, 1_000_000_008);
    assert.equal(ended.outputCut, true);
    assert.equal(passedOn, 1_000_000);
    assert.equal(ended.output.length, 64 * 1024);
    assert.ok(ended.output.endsWith('the end\n'));
    assert.ok(process.memoryUsage().rss - before < 200_000_000);
  });

  test('without end: its time limit still holds', async () => {
    const ended = await run(['yes'], { timeoutMs: 500, outputBytes: 1000 });
    assert.equal(ended.ending, 'timed out');
  });

  test('broken UTF-8', async () => {
    const ended = await run(['printf', 'a\\377\\303\\050b']);
    assert.equal(ended.output, 'a\u{fffd}\u{fffd}(b');
    assert.equal(ended.outputBytes, 5);
  });

  // It would do so for a thousand seconds.
  test('one in the background that keeps the output open does not keep us', { timeout: 60_000 }, async () => {
    const ended = await shell("sleep 1000 & trap '' TERM; (trap '' TERM; sleep 1000) & echo done", { graceMs: 200 });
    assert.equal(ended.output, 'done\n');
  });
});
