import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from 'sarif';
import type { CheckDocument } from '../../wrappers/report/document.ts';
import { writeWrapper } from '../../wrappers/testing/wrapper.ts';
import { MAIN } from '../testing/main.ts';

// The command line as people type it, around a wrapper that calls the endpoint: each run takes a second or two, so two
// go side by side.

const root = mkdtempSync(join(tmpdir(), 'train-encrypt-check-'));
after(() => rmSync(root, { recursive: true }));

/** A folder with a wrapper in it, and other files. */
function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(root, 'x-'));
  writeWrapper(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

interface Settings {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly verb?: string;
}

function start(
  args: readonly string[],
  { folder = folderWith(), env = {}, verb = 'check' }: Settings = {},
): ChildProcess {
  const { FORCE_COLOR: _c, CI: _ci, GITHUB_ACTIONS: _a, GITHUB_STEP_SUMMARY: _s, ...rest } = process.env;
  return spawn(process.execPath, [MAIN, verb, ...args], {
    cwd: folder,
    env: { ...rest, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess) {
  assert.ok(child.stdout && child.stderr);
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

const run = (args: readonly string[], settings: Settings = {}) => ended(start(args, settings));

const LAUNCH = ['--', process.execPath, 'launch.mjs'];

test('check', { concurrency: 2 }, async (t) => {
  await t.test('a command that fails everywhere is not taken for one that refuses', async () => {
    const { code, stdout } = await run([
      '--require-shown',
      '--situation',
      'no-vpc',
      '--',
      process.execPath,
      '-e',
      'throw Error("broken")',
    ]);
    assert.equal(code, 1, stdout);
    assert.match(stdout, /asked for no job here, and for none in the documented network either/);
    assert.match(stdout, /^\? NOT SHOWN[\s\S]*Error: broken[\s\S]*fails-anyway/m);
  });

  await t.test('a command that launches nothing without a VPC, and launches with one', async () => {
    const script = `process.env.TRAIN_ENCRYPT_SUBNETS ? await import('./launch.mjs') : process.exit((console.error('no VPC'), 1))`;
    const { code, stdout } = await run([
      ...['--situation', 'no-vpc', '--', process.execPath],
      ...['--input-type=module', '-e', script],
    ]);
    assert.equal(code, 0, stdout);
  });

  await t.test('a command that does as it should: its output as it is, then the verdict', async () => {
    const { code, stdout, stderr } = await run([
      '--env',
      'TEAM=fraud',
      ...LAUNCH,
      '--name',
      'fraud-v7',
      '--print',
      'hello {instances}',
    ]);
    assert.equal(stderr, '');
    assert.match(
      stdout,
      /^hello 2\n200 fraud-v7\n\n✓ ENCRYPTED {2}launch\.mjs {2}documented, is to launch: launched 1 job, encrypted\n/,
    );
    assert.match(
      stdout,
      /\n\n1 attempt \(1 wrapper, 1 situation\): 1 encrypted in [\d.]+ s on the embedded engine, documented rules\nIsolation: (kernel(, by \w+)?|environment only) \(.+\)(; to allow it: .+)?\n$/,
    );
    assert.equal(code, 0);
  });

  await t.test('a command that loses the flag, with every report', async () => {
    const folder = folderWith({ 'summary.md': '' });
    const files = ['--json', 'out/check.json', '--junit', 'out/check.xml', '--sarif', 'out/check.sarif'];
    const { code, stdout } = await run([...files, '--name', 'fraud', ...LAUNCH, '--clear', '--name', 'fraud-v7'], {
      folder,
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') },
    });
    assert.equal(code, 1, stdout);
    assert.match(stdout, /✗ UNENCRYPTED {2}fraud {2}documented, .*unencrypted/);
    assert.match(
      stdout,
      /\n::error title=✗ unencrypted%3A fraud in documented%3A flag-not-sent,file=launch\.mjs,line=1::CreateTrainingJob fraud-v7: /,
    );
    assert.match(
      stdout,
      /\nReport: out\/check\.json\nDone in [\d.]+ s, with reports\n$/,
      'pages go where reports usually are',
    );
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const document = JSON.parse(read('out/check.json')) as CheckDocument;
    assert.equal(document.exitCode, 1);
    const [attempt] = document.attempts;
    assert.equal(attempt?.standing, 'failed');
    assert.equal(attempt?.findings[0]?.id, 'flag-not-sent');
    assert.equal(attempt?.sent[0]?.name, 'fraud-v7');
    assert.equal(attempt?.command.exitCode, 0);
    assert.match(attempt?.command.output ?? '', /200 fraud-v7/);
    assert.deepEqual(
      attempt?.calls.map(({ operation }) => operation),
      ['CreateTrainingJob'],
    );
    assert.equal(attempt?.jobs[0]?.name, 'fraud-v7');
    assert.match(
      read('out/check.xml'),
      /<testcase name="documented" classname="fraud" .*file="launch\.mjs">[\s\S]*<failure message="unencrypted: CreateTrainingJob fraud-v7: /,
    );
    assert.equal((JSON.parse(read('out/check.sarif')) as Log).runs[0]?.results?.[0]?.ruleId, 'flag-not-sent');
    assert.match(read('summary.md'), /\| documented \| ✗ unencrypted: flag-not-sent \|/);
  });

  await t.test('a report on standard output is alone there', async () => {
    const { code, stdout, stderr } = await run(['--json', '-', ...LAUNCH, '--print', 'hello']);
    assert.equal(code, 0, stderr);
    assert.equal((JSON.parse(stdout) as CheckDocument).attempts.length, 1);
    assert.match(stderr, /hello[\s\S]*✓ ENCRYPTED {2}launch\.mjs/);
  });

  await t.test('several situations: lines say whose they are, and a matrix comes out', async () => {
    const { code, stdout } = await run([
      '--situation',
      'documented',
      '--situation',
      'esp-missing',
      '--parallel',
      '1',
      ...LAUNCH,
    ]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^launch\.mjs {2}documented │ 200 job-\d+$/m);
    assert.match(stdout, /^launch\.mjs {2}esp-missing │ 400 job-\d+$/m);
    assert.match(
      stdout,
      /\n\n {13}launch\.mjs\ndocumented {3}✓ encrypted\nesp-missing {2}✓ refused\n\n2 attempts \(1 wrapper, 2 situations\): 1 refused, 1 encrypted/,
    );
  });

  await t.test('observed rules and strictness reach the judgement, and are reported', async () => {
    const { stdout, code } = await run(['--rules', 'observed', '--strict', '--situation', 'no-rules', ...LAUNCH]);
    assert.match(stdout, /embedded engine, observed rules, strict\nIsolation: .+\n$/);
    assert.equal(code, 1, 'what launches there has jobs that cannot talk');
  });

  await t.test('a command that never ends is ended', async () => {
    const { code, stdout } = await run(['--timeout', '1', ...LAUNCH, '--wait']);
    assert.equal(code, 1);
    assert.match(stdout, /timed out|timed-out|was not over|not ended/i);
  });

  await t.test('more output than the limit is not passed on', async () => {
    const flood = ['--', process.execPath, '-e', "for (let i = 0; i < 40; i++) console.log('x'.repeat(65_536))"];
    const { code, stdout } = await run(['--output-limit', '1', ...flood]);
    assert.equal(code, 0, 'it called nobody, so nothing is shown');
    assert.ok(stdout.length < 1.1 * 1024 * 1024, String(stdout.length));
  });

  await t.test('a command that is not there', async () => {
    const { code, stdout } = await run(['--', 'no-such-wrapper']);
    assert.equal(code, 2);
    assert.match(stdout, /no-such-wrapper is neither a program on the PATH nor a path/);
  });

  await t.test('the name of a profile that the command asks for has throw-away keys', async () => {
    const show = "console.log(require('fs').readFileSync(process.env.AWS_SHARED_CREDENTIALS_FILE, 'utf8'))";
    const { stdout } = await run(['--profile', 'prod', '--', process.execPath, '-e', show]);
    assert.match(stdout, /^\[prod\]\naws_access_key_id = \d{12}$/m);
  });

  const mistakes: readonly [args: string[], stderr: RegExp][] = [
    [[], /^train-encrypt: there is nothing to check: /],
    [
      ['--update', '--', 'x'],
      /^train-encrypt: --update needs to know where approved requests are kept: give --baselines <folder>\.\n$/,
    ],
    [['--engine', 'endpoint', '--', 'x'], /--engine endpoint needs to know where/],
    [['--wrap', 'x'], /unknown option '--wrap' \(Did you mean --wrapper\?\) See train-encrypt check --help/],
  ];
  for (const [args, expected] of mistakes) {
    await t.test(`mistake: check ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await run(args);
      assert.match(stderr, expected);
      assert.deepEqual([code, stdout], [2, '']);
    });
  }

  await t.test('a report that cannot be written is reported before anything runs', async () => {
    const { code, stdout, stderr } = await run(['--json', 'launch.mjs/x.json', ...LAUNCH]);
    assert.match(stderr, /^train-encrypt: the report launch\.mjs\/x\.json cannot be written/);
    assert.deepEqual([code, stdout], [3, '']);
  });

  await t.test('an engine that does not answer is not the wrapper’s fault', async () => {
    const { code, stderr } = await run(['--ec2-endpoint', 'http://127.0.0.1:9', ...LAUNCH]);
    assert.equal(code, 3, stderr);
    assert.doesNotMatch(stderr, /fault of train-encrypt/);
  });
});

test('baselines: nothing there, approved, the same, weaker', async () => {
  const folder = folderWith();
  const approve = (...args: string[]) => run(['--baselines', 'approved', ...args], { folder });
  const fresh = await approve(...LAUNCH);
  assert.equal(fresh.code, 0);
  assert.match(fresh.stdout, /no baseline approved\/launch\.mjs\/documented\.yaml to compare with/);
  const failed = await approve('--update', ...LAUNCH, '--clear');
  assert.equal(failed.code, 1, 'what failed is not approved');
  assert.ok(!existsSync(join(folder, 'approved')));
  const update = await approve('--update', ...LAUNCH);
  assert.equal(update.code, 0);
  assert.match(update.stdout, /\n {2}approved {2}approved\/launch\.mjs\/documented\.yaml\n/);
  const same = await approve(...LAUNCH);
  assert.doesNotMatch(same.stdout, /baseline|diff/);
  const weaker = await approve(
    '--update',
    '--json',
    'x.json',
    '--situation',
    'one-instance',
    '--situation',
    'documented',
    ...LAUNCH,
    '--clear',
  );
  assert.equal(weaker.code, 1);
  assert.match(weaker.stdout, /\n {2}-\s+EnableInterContainerTrafficEncryption: true\n/);
  const { attempts } = JSON.parse(readFileSync(join(folder, 'x.json'), 'utf8')) as CheckDocument;
  const documented = attempts.find(({ situation }) => situation.id === 'documented');
  assert.equal(documented?.baseline?.effect, 'weakens');
  assert.deepEqual(readdirSync(join(folder, 'approved')), ['launch.mjs'], 'nothing but what was approved');
  assert.equal(documented?.baseline?.file, 'approved/launch.mjs/documented.yaml');
  assert.ok(documented?.findings.some(({ id, outcome }) => id === 'baseline-weakened' && outcome === 'broken'));
});

test('a baseline that is not to be weakened fails a wrapper that would pass without it', async () => {
  const folder = folderWith(
    configuration({
      wrappers: { a: { ...wrapper('--clear'), situations: ['one-instance'], env: { TRAIN_ENCRYPT_INSTANCES: '1' } } },
      baselines: 'approved',
    }),
  );
  const { code, stdout } = await run(['--update'], { folder });
  assert.equal(code, 0, stdout);
  const file = join(folder, 'approved', 'a', 'one-instance.yaml');
  const approved = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    approved.replace(
      '      OutputDataConfig:',
      '      EnableInterContainerTrafficEncryption: true\n      OutputDataConfig:',
    ),
  );
  const weaker = await run([], { folder });
  assert.equal(weaker.code, 1, weaker.stdout);
  assert.match(weaker.stdout, /✗ single instance: baseline-weakened/);
});

const configuration = (config: object): Readonly<Record<string, string>> => ({
  'train-encrypt.config.ts': `export default ${JSON.stringify(config)} as const;\n`,
});
const wrapper = (...args: string[]) => ({ command: [process.execPath, 'launch.mjs', ...args] });
const exception = { wrapper: 'clear', situation: '*', finding: 'flag-not-sent', owner: 'ada', reason: 'soon' };

test('check of a configuration', { concurrency: 2 }, async (t) => {
  await t.test('everything is run, and only failures are shown in full', async () => {
    const folder = folderWith(
      configuration({
        wrappers: {
          good: { ...wrapper('--print', 'from good'), situations: ['documented', 'esp-missing'] },
          clear: wrapper('--clear', '--print', 'from clear'),
          silent: wrapper('--silent', '--print', 'from silent'),
        },
        exceptions: [
          { ...exception, expires: '2999-12-31' },
          { ...exception, wrapper: 'good', expires: '2999-12-31' },
        ],
      }),
    );
    const { code, stdout, stderr } = await run(['--parallel', '2'], { folder });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^✓ encrypted {2}good {2}documented {2}launched 1 job, encrypted {2}[\d.]+ s$/m);
    assert.match(
      stdout,
      /\ndocumented {3}✓ encrypted {2}~ unencrypted: flag-not-sent {2}\? not shown: no-call\nesp-missing {2}✓ refused {4}· {29}·\n/,
    );
    assert.match(stdout, /2999-12-31 by ada: soon/);
    assert.match(stdout, /what it printed\n {2}│ from silent\n/);
    assert.doesNotMatch(stdout, /from good/);
    assert.match(stdout, /\nadvice {2}the exception by ada for flag-not-sent of good in \* matched nothing/);
    assert.match(
      stdout,
      /\n4 attempts \(3 wrappers, 2 situations\): 1 unencrypted, 1 not shown, 1 refused, 1 encrypted; 1 excepted in .*\nIsolation: .+\nReport: reports\/check\.json\nPages: reports\/index\.html\nDone in [\d.]+ s, with reports and pages\n$/,
    );
    const document = JSON.parse(readFileSync(join(folder, 'reports', 'check.json'), 'utf8')) as CheckDocument;
    assert.deepEqual(
      document.attempts.map(({ wrapper, standing }) => `${wrapper} ${standing}`),
      ['good passed', 'good passed', 'clear excepted', 'silent not shown'],
    );
    assert.equal(document.config, 'train-encrypt.config.ts');
    assert.equal(document.unmatchedExceptions.length, 1);
  });

  await t.test('an exception in force lets it pass; one that has expired does not', async () => {
    const with1 = (expires: string) =>
      run([], {
        folder: folderWith(
          configuration({ wrappers: { clear: wrapper('--clear') }, exceptions: [{ ...exception, expires }] }),
        ),
      });
    const inForce = await with1('2999-12-31');
    assert.equal(inForce.code, 0, inForce.stdout + inForce.stderr);
    assert.doesNotMatch(inForce.stdout, /what it printed/);
    const { code, stdout } = await with1('2020-01-31');
    assert.equal(code, 1);
    assert.match(stdout, /flag-not-sent: the exception by ada expired after 2020-01-31: soon/);
  });

  await t.test('only the wrapper that is asked for, with what it prints', async () => {
    const folder = folderWith(configuration({ wrappers: { a: wrapper('--print', 'from a'), b: wrapper() } }));
    const { code, stdout } = await run(['--wrapper', 'a', '--verbose'], { folder });
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^from a\n/);
    assert.match(stdout, /1 attempt \(1 wrapper, /);
  });

  await t.test('one command that is not there does not keep the others from being tried', async () => {
    const folder = folderWith(configuration({ wrappers: { a: wrapper(), lost: { command: './lost' } } }));
    const { code, stdout } = await run([], { folder });
    assert.equal(code, 0, 'what could not be started is counted apart');
    assert.match(stdout, /1 not shown, 1 encrypted; 1 could not be started/);
  });

  await t.test('a mistake in it names file and place', async () => {
    const { code, stderr } = await run([], { folder: folderWith(configuration({ wrappers: { a: { comand: 'x' } } })) });
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^train-encrypt: train-encrypt\.config\.ts:\n {2}wrappers\.a\.command: is missing\n {2}wrappers\.a: unknown key "comand"; did you mean command\?/,
    );
  });
});

/** Starts something that waits once it has called, and waits until it has. */
async function waiting(...args: string[]) {
  const child = start([
    '--situation',
    'documented',
    '--situation',
    'one-instance',
    '--parallel',
    '1',
    ...args,
    ...LAUNCH,
    '--wait',
  ]);
  let seen = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      seen += chunk;
      if (seen.includes('200 job-')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${seen}`)));
  });
  return { child, exit: new Promise<number | null>((resolve) => child.once('exit', resolve)), seen: () => seen };
}

test('Ctrl-C ends the command, reports what was learnt, and exits with 130', async () => {
  const { child, exit, seen } = await waiting('--json', 'interrupted.json');
  child.kill('SIGINT');
  assert.equal(await exit, 130);
  await sleep(50);
  assert.match(seen(), /launched 1 job, encrypted, interrupted/);
  assert.match(seen(), /2 attempts \(1 wrapper, 1 situation\): 1 not shown; 2 interrupted or not tried/);
});

test('Ctrl-C twice waits for nothing, not for a command that answers no signal either', async () => {
  const stubborn =
    "for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(s, () => {}); console.log(process.pid, 'is up'); setInterval(() => {}, 1000)";
  // Its pid is one of this machine's only where it has no namespace of its own.
  const child = start(['--isolation', 'environment', '--', process.execPath, '-e', stubborn]);
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let seen = '';
  let told = '';
  child.stdout?.on('data', (chunk) => {
    seen += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    told += chunk;
  });
  while (!seen.includes('is up')) await sleep(20);
  child.kill('SIGINT');
  while (!told.includes('stopping')) await sleep(20);
  child.kill('SIGINT');
  assert.equal(await exit, 130);
  // After one Ctrl-C it waits for the command, and prints what was learnt.
  assert.doesNotMatch(seen, /attempt/);
  const pid = Number(/^(\d+) is up/m.exec(seen)?.[1]);
  const gone = () => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };
  for (let tries = 0; tries < 100 && !gone(); tries += 1) await sleep(20);
  assert.ok(gone());
});

test('init, then check', { concurrency: 2 }, async (t) => {
  await t.test('what init writes is what check runs', async () => {
    const folder = folderWith();
    const first = await run(LAUNCH, { folder, verb: 'init' });
    assert.equal(first.code, 0, first.stderr);
    assert.match(
      first.stdout,
      /^written {2}train-encrypt\.config\.ts\nwritten {2}features\/encryption\.feature\nwritten {2}cucumber\.mjs\n\nNext:\n {2}npx train-encrypt check /,
    );
    const checked = await run([], { folder });
    assert.equal(checked.code, 0, checked.stdout + checked.stderr);
    assert.match(checked.stdout, /✓ encrypted {2}launch\.mjs {2}documented {2}launched 1 job, encrypted/);
    assert.ok(existsSync(join(folder, 'reports', 'check.json')));
    const features = await run(['features/encryption.feature', '--parallel', '0'], { folder, verb: 'features' });
    assert.equal(features.code, 0, features.stdout + features.stderr);
    assert.match(features.stdout, /\n2 scenarios passed in /);
    const again = await run([], { folder, verb: 'init' });
    assert.equal(again.code, 2);
    assert.equal(
      again.stderr,
      'train-encrypt: train-encrypt.config.ts, cucumber.mjs, features/encryption.feature exist already. Nothing was written; --force overwrites files of the same name.\n',
    );
    const job = await run(['--ci', 'github'], { folder, verb: 'init' });
    assert.deepEqual([job.code, job.stderr], [0, '']);
    assert.match(job.stdout, /^written {2}\.github\/workflows\/train-encrypt\.yml\n\nNext:\n {2}commit \.github/);
    const twice = await run(['--ci', 'github'], { folder, verb: 'init' });
    assert.match(
      twice.stderr,
      /^train-encrypt: \.github\/workflows\/train-encrypt\.yml exists already\. Nothing was written/,
    );
    assert.equal(twice.code, 2);
    const forced = await run(['--force'], { folder, verb: 'init' });
    assert.equal(forced.code, 0);
    assert.match(readFileSync(join(folder, 'train-encrypt.config.ts'), 'utf8'), /command: \['python', 'launch\.py'\]/);
  });
});
