import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { newRunFolder, type RunOptions, runCommand } from '../run/index.ts';
import { findProgram } from '../run/startable.ts';
import {
  chooseIsolation,
  describeIsolation,
  homeFile,
  type Isolation,
  type SandboxTool,
  startSandbox,
} from './index.ts';

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
const project = mkdtempSync(join(tmpdir(), 'train-encrypt-project-'));
after(() => rmSync(project, { recursive: true, force: true }));
const isolation: Isolation = await chooseIsolation('auto', project);

function skipped(tool: SandboxTool): string | false {
  if (inCi) return false;
  if (isolation.kind === 'environment') return isolation.reason;
  return tool === 'bubblewrap' && isolation.tool !== tool && 'bubblewrap is not installed, or does not work here';
}

for (const tool of ['bubblewrap', 'unshare'] as const)
  suite(`a sandbox by ${tool}`, { skip: skipped(tool), concurrency: 2 }, () => {
    before(() => {
      assert.equal(isolation.kind, 'kernel', describeIsolation(isolation));
      mkdirSync(join(project, '.git'), { recursive: true });
      mkdirSync(join(project, 'deep'), { recursive: true });
      rmSync(join(project, 'new'), { force: true });
      writeFileSync(join(project, 'file'), 'of the project\n');
    });

    async function run(
      script: string,
      view: { shown?: readonly string[]; caches?: readonly string[] } = {},
      more: Partial<RunOptions> = {},
    ) {
      await using folder = await newRunFolder();
      const cwd = join(project, 'deep');
      const overlay = isolation.kind === 'kernel' && isolation.overlay;
      await using sandbox = await startSandbox({
        cwd,
        folder: folder.path,
        shown: [],
        caches: [],
        overlay,
        tool,
        ...view,
      });
      await sandbox.open([]);
      const environment = { PATH: process.env.PATH ?? '', HOME: homedir() };
      // Awaited here: the sandbox is gone afterwards.
      return await runCommand({ command: ['sh', '-c', script], cwd, environment, timeoutMs: 20_000, sandbox, ...more });
    }

    test('the repository of the command can be read and written, this machine cannot be written', async () => {
      const { output, exitCode } = await run('cat ../file; echo written > ../new; touch /etc/new /usr/new; id -u');
      assert.match(output, /of the project/);
      assert.equal(exitCode, 0, output);
      assert.match(output, new RegExp(`^${process.geteuid?.()}$`, 'm'));
      assert.equal(readFileSync(join(project, 'new'), 'utf8'), 'written\n');
      assert.equal(existsSync('/etc/new') || existsSync('/usr/new'), false);
    });

    test('codes, signals, both streams and a time limit are as without one', async () => {
      assert.equal((await run('echo out; echo err >&2; exit 3')).exitCode, 3);
      assert.deepEqual((await run('echo out; echo err >&2')).output.trim().split('\n').sort(), ['err', 'out']);
      assert.equal((await run('kill -KILL $$')).signal, 'SIGKILL');
      assert.equal((await run('sleep 1000', {}, { timeoutMs: 300 })).ending, 'timed out');
    });

    test('what is left running is named and ended, whatever it did', async () => {
      const { leftRunning } = await run('(env -i setsid sleep 4321.5 &) ; setsid sleep 4321.5 & sleep 0.2');
      assert.deepEqual(
        leftRunning.map(({ command }) => command),
        ['sleep 4321.5', 'sleep 4321.5'],
      );
      for (const { pid } of leftRunning) assert.throws(() => process.kill(pid, 0));
    });

    test('a link of a folder that is shown leads where it leads outside, though it is shown itself', async () => {
      // As in a Python environment: python → python3 → the one of the system.
      const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-links-'));
      try {
        const [bin, elsewhere] = [join(folder, 'env', 'bin'), join(folder, 'elsewhere')];
        for (const path of [bin, elsewhere]) mkdirSync(path, { recursive: true });
        writeFileSync(join(elsewhere, 'python3'), '#!/bin/sh\necho "started as $0"\n', { mode: 0o755 });
        symlinkSync(join(elsewhere, 'python3'), join(bin, 'python3'));
        symlinkSync('python3', join(bin, 'python'));
        const shown = [join(bin, 'python'), bin, elsewhere];
        const { output, exitCode } = await run(`${join(bin, 'python')}; readlink ${join(bin, 'python')}`, { shown });
        assert.deepEqual([output, exitCode], [`started as ${join(bin, 'python')}\npython3\n`, 0]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    test('no capability, no other process, no device of a disk', async () => {
      const { output } = await run(
        'grep -E "^Cap(Prm|Eff|Bnd)|NoNewPrivs" /proc/self/status; ls -d /proc/[0-9]* | wc -l; ls /dev',
      );
      assert.match(output, /CapPrm:\s+0{16}\nCapEff:\s+0{16}\n/);
      assert.match(output, /NoNewPrivs:\s+1/);
      assert.ok(Number(/^\d+$/m.exec(output)?.[0]) < 10, output);
      assert.doesNotMatch(output, /vda|sda|kmsg|^mem$/m);
    });

    test('a file of the home that was named can be read, what is written to a cache is dropped', async () => {
      const home = mkdtempSync(join(homedir(), '.train-encrypt-test-'));
      try {
        writeFileSync(join(home, 'file'), 'of the home');
        const hidden = await run(`cat ${home}/file`);
        assert.equal(hidden.output.includes('of the home'), false);
        const shown = await run(`cat ${home}/file; echo more >> ${home}/file`, { shown: [home] });
        assert.match(shown.output, /of the home/);
        await run(`echo more > ${home}/new`, { caches: [home] });
        assert.equal(readFileSync(join(home, 'file'), 'utf8'), 'of the home');
        assert.equal(existsSync(join(home, 'new')), false);
      } finally {
        rmSync(home, { recursive: true });
      }
    });
  });

test('a file of the home that is not there, or holds keys of AWS, is a mistake', () => {
  assert.throws(() => homeFile('no-such-file-of-a-home'), { exitCode: 2, message: /is not there/ });
  assert.throws(() => homeFile(homedir()), { exitCode: 2, message: /is the home itself/ });
  const folder = join(project, '.aws');
  mkdirSync(folder);
  assert.throws(() => homeFile(folder), { exitCode: 2, message: /--profile/ });
  assert.equal(basename(homeFile(project)), basename(project));
});

test('the kernel cannot hide a home from a command that works in it', async () => {
  if (process.platform !== 'linux') return;
  await assert.rejects(chooseIsolation('kernel', '/'), { exitCode: 3, message: /holds what isolation hides/ });
  assert.equal((await chooseIsolation('auto', '/')).kind, 'environment');
});

test('bubblewrap goes first where it is installed', () => {
  if (isolation.kind === 'environment') return;
  assert.equal(isolation.tool, findProgram('bwrap') === undefined ? 'unshare' : 'bubblewrap');
});

test('the tool is named, where it is known', () => {
  const known = { kind: 'kernel', recorded: true, overlay: true } as const;
  assert.equal(
    describeIsolation({ ...known, tool: 'bubblewrap' }),
    'kernel, by bubblewrap (only the endpoint could be reached)',
  );
  assert.equal(describeIsolation(known), 'kernel (only the endpoint could be reached)');
});

test('what was switched off is said to be so', async () => {
  const off = await chooseIsolation('environment', project);
  assert.equal(describeIsolation(off), 'environment only (isolation by the kernel was switched off)');
});
