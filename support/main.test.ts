import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type TcpNetConnectOpts } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { MAIN } from './commands/testing/main.ts';
import { signed } from './gateway/testing/fakes.ts';
import { packageRoot, version } from './package.ts';

// The command line as people type it: each run takes about a second, so two go side by side.

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-'));
after(() => rmSync(folder, { recursive: true }));

function start(...args: string[]): ChildProcess {
  const { FORCE_COLOR: _color, CI: _ci, ...env } = process.env;
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: packageRoot,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const exit = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve));

/** Whether a server takes connections there. */
async function accepts(address: TcpNetConnectOpts): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function run(...args: string[]) {
  const child = start(...args);
  assert.ok(child.stdout && child.stderr);
  const [code, stdout, stderr] = await Promise.all([exit(child), text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

/** Starts `serve` on a free port; resolves once it answers. */
async function serve(t: TestContext, ...args: string[]) {
  const child = start('serve', '--port', '0', ...args);
  t.after(() => child.kill('SIGKILL'));
  let stdout = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      const [found] = /Health: (http:\S+)\/_train/.exec(stdout)?.slice(1) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
  });
  return { child, url, stdout: () => stdout };
}

function feature(name: string, content: string): string {
  const file = join(folder, `${name}.feature`);
  writeFileSync(file, content);
  return file;
}

test('mistakes in the command line', { concurrency: 2 }, async (t) => {
  const mistakes: readonly [args: string[], stderr: RegExp][] = [
    [[], /Usage: train-encrypt[\s\S]*Examples:/],
    [['serv'], /^train-encrypt: unknown command 'serv' \(Did you mean serve\?\) See train-encrypt --help\n$/],
    [
      ['features', '--tag', 'x'],
      /^train-encrypt: unknown option '--tag' \(Did you mean --tags\?\) See train-encrypt features --help\n$/,
    ],
    [
      ['features', '--engine', 'cloud'],
      /'cloud' is invalid\. Allowed choices are embedded.*\. See train-encrypt features --help\n$/,
    ],
    [['features', '--rules', 'lax'], /Allowed choices are documented, observed\./],
    [['features', '--suite', 'none'], /Allowed choices are rules, all\./],
    [['features', '--parallel', 'many'], /Give a whole number from 0 to 64\./],
    [['features', '--shard', '3/2'], /Give part\/parts, such as 1\/3/],
    [['features', '--tags'], /argument missing/],
    [
      ['features', 'nowhere.feature:3'],
      /^train-encrypt: nowhere\.feature does not exist\. Name feature files or folders, as seen from /,
    ],
    [['features', '--tags', '@a and'], /^train-encrypt: --tags cannot be read: /],
    [['serve', './extra'], /^train-encrypt: the command was not started: \.\/extra is not there\.\n$/],
    [['serve', '--port', '70000'], /'70000' is invalid\. Give a whole number from 0 to 65535\./],
    [
      ['serve', '--speed', 'fast'],
      /Give "second-look", "instant", "manual", or how many seconds of a job pass in one second/,
    ],
  ];
  for (const [args, stderr] of mistakes) {
    await t.test(`train-encrypt ${args.join(' ')}`, async () => {
      const result = await run(...args);
      assert.match(result.stderr, stderr);
      assert.equal(result.code, 2);
      assert.equal(result.stdout, '');
      assert.doesNotMatch(result.stderr, /\n {4}at /);
    });
  }
});

test('help and version', { concurrency: 2 }, async (t) => {
  await t.test('--version', async () =>
    assert.deepEqual(await run('--version'), { code: 0, stdout: `${version}\n`, stderr: '' }),
  );
  for (const args of [
    ['--help'],
    ['serve', '--help'],
    ['features', '--help'],
    ['check', '--help'],
    ['init', '--help'],
  ]) {
    await t.test(args.join(' '), async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(stdout, /\nExamples:\n/);
    });
  }
});

test('features', { concurrency: 2 }, async (t) => {
  const quick = ['--parallel', '0', '--reports', join(folder, 'reports')];

  await t.test('an undefined step breaks its claim, and the command that runs it alone is printed', async () => {
    const file = feature(
      'undefined',
      'Feature: F\n  @claim:esp-ports\n  Rule: R\n    Example: E\n      When nobody wrote this\n',
    );
    const { code, stdout, stderr } = await run('features', file, '--rules', 'observed', ...quick);
    assert.equal(code, 1, stderr);
    assert.match(
      stdout,
      /^✗ esp-ports {2}.*\n {2}E {2}\S+undefined\.feature:4\n {4}nobody wrote this: no step definition matches\n/,
    );
    assert.match(stdout, /alone: npm run cli -- features --rules observed \S+undefined\.feature:4\n/);
    assert.match(stdout, /15 documented claims: 1 is broken \(esp-ports\), 13 not run/);
    assert.match(
      stdout,
      /1 scenario failed, 0 scenarios passed in [\d.]+ s on the embedded engine, observed rules\nReport: /,
    );
    for (const report of ['index.html', 'messages.ndjson', 'junit.xml']) {
      assert.ok(existsSync(join(folder, 'reports', report)), report);
    }
    assert.match(readFileSync(join(folder, 'reports', 'index.html'), 'utf8'), /nobody wrote this/);
  });

  const failures: readonly [string, string[], number, RegExp][] = [
    [
      'what is not Gherkin',
      [feature('broken', 'Feature: F\n  Example: E\n    When x\n    Whenever\n')],
      2,
      /^train-encrypt: \S+broken\.feature:4 is not Gherkin: expected: .*, got 'Whenever'\.\n$/,
    ],
    [
      'an unknown claim',
      [feature('unknown', 'Feature: F\n  @claim:nonsense\n  Example: E\n    When x\n')],
      2,
      /unknown\.feature:3 is tagged @claim:nonsense, an unknown claim; available: service-vpc, /,
    ],
    [
      'no scenario at all',
      ['--tags', '@nobody'],
      2,
      /^train-encrypt: no scenario matching --tags "@nobody" in the bundled features\. Nothing was run\.\n$/,
    ],
    [
      'reports that cannot be written',
      ['--reports', join(packageRoot, 'package.json')],
      3,
      /^train-encrypt: the folder for reports, \S+, cannot be written \(EEXIST\)\. Choose another/,
    ],
  ];
  for (const [name, args, code, stderr] of failures) {
    await t.test(name, async () => {
      const result = await run('features', ...quick, ...args);
      assert.match(result.stderr, stderr);
      assert.equal(result.code, code);
      assert.equal(result.stdout, '');
    });
  }

  await t.test('every step of the bundled features is defined, and every claim has a scenario', async () => {
    const { code, stdout, stderr } = await run('features', '--dry-run', '--suite', 'all', ...quick);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^15 documented claims: 14 not run .*, 1 cannot be tested \(model-not-data\)\n/);
    assert.match(stdout, /\n\d+ scenarios would run in /);
  });
});

test('serve', { concurrency: 2 }, async (t) => {
  await t.test('prints where it answers and what went wrong, and exits with 0 when it is stopped', async (t) => {
    const { child, url, stdout } = await serve(t, '--rules', 'observed', '--strict', '--speed', '60');
    assert.match(stdout(), /SageMaker, EC2, STS\b.* answer on http:\/\/127\.0\.0\.1:\d+\n/);
    assert.match(stdout(), /, observed rules, strict, 60 seconds of a job pass in one\n/);
    assert.match(
      stdout(),
      new RegExp(`\\n {2}export AWS_ENDPOINT_URL=${url}\\n {2}export AWS_ACCESS_KEY_ID=\\d{12}\\n`),
    );
    const health = (await (await fetch(`${url}/_train-encrypt/health`)).json()) as Record<string, unknown>;
    assert.deepEqual([health.status, health.rules, health.strict], ['ok', 'observed', true]);
    await fetch(url, {
      method: 'POST',
      headers: { ...signed('kinesis'), 'x-amz-target': 'Kinesis.ListStreams' },
      body: '{}',
    });
    child.kill('SIGINT');
    assert.equal(await exit(child), 0);
    assert.match(
      stdout(),
      /\n\d\d:\d\d:\d\d {2}! kinesis ListStreams {2}501 NotImplemented {2}train-encrypt: kinesis ListStreams is not answered/,
    );
    assert.match(stdout(), /\nstopped\n$/);
    await assert.rejects(fetch(url));
  });

  await t.test('a second signal does not wait for requests under way', async (t) => {
    const { child, url } = await serve(t);
    const address = { host: '127.0.0.1', port: Number(new URL(url).port) };
    const socket = connect(address);
    socket.on('error', () => {});
    // The server's "100 Continue" says that it has the request; the rest of it never comes.
    socket.write(
      `POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${signed('ec2').authorization}\r\n` +
        'Expect: 100-continue\r\nContent-Length: 9\r\n\r\n',
    );
    await once(socket, 'data');
    const ended = exit(child);
    child.kill('SIGTERM');
    // It has heard the first signal once it takes no connection any more.
    while (await accepts(address)) await setTimeout(20);
    assert.equal(child.exitCode, null);
    child.kill('SIGTERM');
    assert.equal(await ended, 143);
    socket.destroy();
  });

  await t.test('a port in use', async (t) => {
    const first = await serve(t);
    const { port } = new URL(first.url);
    const { code, stderr } = await run('serve', '--port', port);
    assert.match(
      stderr,
      new RegExp(`^train-encrypt: port ${port} on 127\\.0\\.0\\.1 is in use by another program\\. Stop that one, or`),
    );
    assert.equal(code, 3);
    first.child.kill('SIGTERM');
    assert.equal(await exit(first.child), 0);
  });

  await t.test('a host that is not this machine', async () => {
    const { code, stderr } = await run('serve', '--host', '203.0.113.1', '--port', '0');
    assert.match(stderr, /^train-encrypt: cannot listen on host 203\.0\.113\.1: this machine has no such address\./);
    assert.equal(code, 3);
  });
});
