import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Log } from 'sarif';
import { aboutFinding } from '../../findings/about.ts';
import { rules } from '../../rules/index.ts';
import { withExceptions } from '../exceptions/apply.ts';
import { checkedOf, EXCEPTION, FLAG_LOST, failedWith, resultOf, verdictWith } from '../testing/verdicts.ts';
import { documentOf } from './document.ts';
import { annotationsOf, markdownOf, tellGitHub } from './github.ts';
import { junitOf } from './junit.ts';
import { locationOf } from './location.ts';
import { sarifOf } from './sarif.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-report-'));
after(() => rmSync(folder, { recursive: true }));

const VPC_LOST = { ...FLAG_LOST, id: 'vpc-not-sent', member: 'VpcConfig', text: 'The VPC is lost.' } as const;
const ADVICE = {
  ...FLAG_LOST,
  id: 'esp-ports',
  outcome: 'advice',
  text: 'Ports mean nothing.',
  fix: [],
  closestMatch: '',
} as const;
const failed = checkedOf(failedWith(FLAG_LOST, VPC_LOST, ADVICE), {
  output: 'launching \u0000\u001b <now> & \ud800 ]]>\n',
  exitCode: 0,
});
const excepted = checkedOf(
  withExceptions({ ...failedWith(FLAG_LOST), wrapper: 'launch.py' }, [EXCEPTION], '2026-06-30'),
);
const expired = checkedOf(
  withExceptions(failedWith(FLAG_LOST), [{ ...EXCEPTION, expires: '2026-06-29' }], '2026-06-30'),
);
const lost = checkedOf(verdictWith({ wrapper: 'lost', outcome: 'failed' }), {
  ending: 'not started',
  reason: 'lost is not there',
});
const cut = checkedOf(verdictWith({ wrapper: 'slow', situation: 'no-vpc' }), { ending: 'interrupted' });
const at = () => ({ file: 'jobs/launch.py', line: 1 });

test('JSON holds all that is known of every attempt, and survives', () => {
  const result = resultOf([failed, excepted], {
    configFile: join(folder, 'sub', 'train-encrypt.config.ts'),
    unmatched: [EXCEPTION],
  });
  const document = documentOf(result, folder);
  assert.deepEqual(JSON.parse(JSON.stringify(document)), document);
  const { attempts, ...rest } = document;
  assert.deepEqual(
    { ...rest, tool: rest.tool.name },
    {
      schema: 'train-encrypt/check',
      schemaVersion: 2,
      tool: 'train-encrypt',
      startedAt: '2026-06-30T12:00:00.000Z',
      durationMs: 4_500,
      engine: { name: 'embedded', description: 'embedded EC2' },
      rules: { mode: 'documented', strict: false },
      config: 'sub/train-encrypt.config.ts',
      isolation: { kind: 'kernel', inForce: 'kernel', recorded: true, overlay: true },
      exitCode: 1,
      interrupted: false,
      planned: 2,
      unmatchedExceptions: [EXCEPTION],
    },
  );
  const [first, second] = attempts;
  assert.equal(first?.standing, 'failed');
  assert.equal(first?.situation.id, 'documented');
  assert.ok(!('prepare' in (first?.situation ?? {})));
  assert.deepEqual(first?.findings, failed.verdict.findings);
  assert.deepEqual(first?.command, failed.attempt.command);
  assert.deepEqual(first?.egress, []);
  assert.deepEqual(first?.given, failed.attempt.given);
  assert.deepEqual(second?.findings[0]?.exception, EXCEPTION);
});

test('JSON reports every call, but not what was sent and answered', () => {
  const [call] =
    documentOf(
      resultOf([
        {
          ...failed,
          attempt: {
            ...failed.attempt,
            calls: [
              {
                sequence: 1,
                time: '2026-06-30T12:00:00.000Z',
                durationMs: 3,
                caller: { account: '123456789012', region: 'eu-central-1' },
                service: 'sagemaker',
                operation: 'CreateTrainingJob',
                input: { TrainingJobName: 'x' },
                status: 400,
                error: { code: 'ThrottlingException', message: 'Rate exceeded' },
              },
            ],
          },
        },
      ]),
      folder,
    ).attempts[0]?.calls ?? [];
  assert.deepEqual(call, {
    time: '2026-06-30T12:00:00.000Z',
    service: 'sagemaker',
    operation: 'CreateTrainingJob',
    status: 400,
    durationMs: 3,
    error: { code: 'ThrottlingException', message: 'Rate exceeded' },
  });
});

test('JUnit: a case for each attempt, and XML whatever a command prints', () => {
  const xml = junitOf(
    resultOf([failed, checkedOf(verdictWith({ situation: 'no-vpc' })), lost, cut]),
    () => 'jobs/launch.py',
  );
  assert.match(xml, /<testsuites name="train-encrypt check" tests="4" failures="1" errors="0" skipped="2">/);
  assert.match(xml, /<testsuite name="launch\.py" timestamp="2026-06-30T12:00:00" tests="2" failures="1"/);
  assert.match(xml, /<testcase name="documented" classname="launch\.py" time="1\.2" file="jobs\/launch\.py">/);
  assert.match(
    xml,
    /<failure message="unencrypted: Two instances would exchange unencrypted traffic\." type="flag-not-sent">/,
  );
  assert.match(xml, /launching \\u0000\\u001b <now> & \\ud800 \]\]\]\]><!\[CDATA\[>\n/);
  assert.match(xml, /<skipped\/>\s*<system-out><!\[CDATA\[not shown: lost is not there\]\]>/);
  assert.doesNotMatch(xml, /[^\P{Cc}\n]/u);
});

test('JUnit: what is excepted passes, and says so', () => {
  const xml = junitOf(resultOf([excepted]), () => undefined);
  assert.match(xml, /tests="1" failures="0"/);
  assert.match(xml, /flag-not-sent: excepted until 2026-06-30 by ada/);
});

const sarif = (...attempts: Parameters<typeof resultOf>[0]): Log => JSON.parse(sarifOf(resultOf(attempts), at)) as Log;

test('SARIF: a rule for each kind of finding, with help, and a result for each finding', () => {
  const log = sarif(failed);
  assert.equal(log.version, '2.1.0');
  const [run, ...others] = log.runs;
  assert.deepEqual(others, []);
  const { name, rules: told = [] } = run?.tool.driver ?? { name: '' };
  assert.equal(name, 'train-encrypt');
  assert.deepEqual(
    told.map(({ id }) => id),
    ['flag-not-sent', 'vpc-not-sent', 'esp-ports'],
  );
  for (const { shortDescription, help } of told) assert.ok(shortDescription?.text && help?.text);
  const results = run?.results ?? [];
  assert.deepEqual(
    results.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level]),
    [
      ['flag-not-sent', 0, 'error'],
      ['vpc-not-sent', 1, 'error'],
      ['esp-ports', 2, 'note'],
    ],
  );
  assert.equal(
    results[0]?.message.text,
    'launch.py in documented: Two instances would exchange unencrypted traffic.\nWhat is there: VpcConfig is as given\nTo fix it: Send EnableInterContainerTrafficEncryption: true.',
  );
  assert.equal(results[2]?.message.text, 'launch.py in documented: Ports mean nothing.');
  const [location] = results[0]?.locations ?? [];
  assert.equal(location?.physicalLocation?.artifactLocation?.uri, 'jobs/launch.py');
  assert.equal(location?.physicalLocation?.region?.startLine, 1);
  assert.equal(location?.logicalLocations?.[0]?.fullyQualifiedName, 'launch.py/documented');
});

test('SARIF: fingerprints stay from run to run, and no two findings share one', () => {
  const prints = (log: Log) =>
    log.runs[0]?.results?.map(({ partialFingerprints }) => partialFingerprints?.['trainEncryptFinding/v1']) ?? [];
  const run = (job: string) =>
    prints(
      sarif(
        checkedOf(
          failedWith({ ...FLAG_LOST, job, text: `${job} would talk.` }, { ...FLAG_LOST, job: `${job}-b` }, VPC_LOST),
        ),
      ),
    );
  assert.deepEqual(run('job-1'), run('job-2'));
  assert.equal(new Set(run('job-1')).size, 3);
  assert.notDeepEqual(
    prints(sarif(checkedOf({ ...failedWith(FLAG_LOST), situation: 'no-vpc' }))),
    prints(sarif(checkedOf(failedWith(FLAG_LOST)))),
  );
});

test('SARIF: what is excepted is suppressed by who answers for it, until it expires', () => {
  const suppressions = (log: Log) => log.runs[0]?.results?.[0]?.suppressions;
  assert.deepEqual(suppressions(sarif(excepted)), [
    {
      kind: 'external',
      status: 'accepted',
      justification: 'excepted until 2026-06-30 by ada: the next release sends it',
    },
  ]);
  assert.deepEqual(suppressions(sarif(expired)), []);
});

test('a rule of the documentation is reported with its source, everything else by its name', () => {
  const [rule] = rules;
  assert.ok(rule);
  assert.equal(aboutFinding(rule.id).title, rule.title);
  assert.match(aboutFinding(rule.id).help, new RegExp(rule.provenance));
  assert.equal(aboutFinding('no-such-thing').title, 'No such thing');
});

test('annotations: errors for what is broken, warnings for what is excepted', () => {
  const levels = (...attempts: Parameters<typeof resultOf>[0]) =>
    annotationsOf(resultOf(attempts), at).map(({ level, title }) => `${level} ${title}`);
  assert.deepEqual(levels(failed), [
    'error ✗ unencrypted: launch.py in documented: flag-not-sent',
    'error ✗ unencrypted: launch.py in documented: vpc-not-sent',
  ]);
  assert.deepEqual(levels(excepted), ['warning ~ unencrypted: launch.py in documented: flag-not-sent']);
  assert.deepEqual(levels(expired), ['error ✗ unencrypted: launch.py in documented: flag-not-sent']);
  assert.deepEqual(levels(lost), ['warning ? not shown: lost in documented']);
  assert.deepEqual(levels(checkedOf(verdictWith())), []);
  assert.deepEqual(annotationsOf(resultOf([lost]), at)[0], {
    level: 'warning',
    title: '? not shown: lost in documented',
    text: 'lost is not there',
    location: { file: 'jobs/launch.py', line: 1 },
  });
  assert.deepEqual(
    annotationsOf(resultOf([], { unmatched: [EXCEPTION] }), at).map(({ level, title }) => [level, title]),
    [['notice', 'exception']],
  );
});

test('the summary page of a job: the matrix, and what is broken', async (t) => {
  const text = markdownOf(resultOf([failed, excepted]));
  assert.match(text, /^### train-encrypt check\n\n2 attempts \\?\(1 wrapper, 1 situation\\?\): /);
  assert.match(text, /\| situation \| launch\.py \|\n/);
  assert.match(text, /\(flag-not-sent\); excepted until 2026-06-30 by ada: the next release sends it/);
  assert.match(
    text,
    /- ✗ unencrypted \*\*launch\.py\*\* in documented: Two instances would exchange unencrypted traffic\. \(flag-not-sent\)/,
  );
  const file = join(folder, 'summary.md');
  writeFileSync(file, '');
  const before = process.env.GITHUB_STEP_SUMMARY;
  process.env.GITHUB_STEP_SUMMARY = file;
  t.after(() => {
    if (before === undefined) delete process.env.GITHUB_STEP_SUMMARY;
    else process.env.GITHUB_STEP_SUMMARY = before;
  });
  await tellGitHub(resultOf([failed]), at, false);
  assert.match(readFileSync(file, 'utf8'), /^### train-encrypt check\n/);
});

test('a location: the script of the command, else its entry in the configuration', () => {
  writeFileSync(join(folder, 'launch.py'), '');
  const config = join(folder, 'train-encrypt.config.ts');
  writeFileSync(
    config,
    "export default {\n  wrappers: {\n    nightly: { command: 'x' },\n    'a (b)': { command: 'x' },\n  },\n};\n",
  );
  const located = (wrapper: string, command: readonly string[], file: string | undefined = config) =>
    locationOf({ wrapper, command, cwd: folder }, file, folder);
  assert.deepEqual(located('nightly', ['python', '-u', 'launch.py']), { file: 'launch.py', line: 1 });
  assert.deepEqual(located('nightly', ['./launch.py', '--x']), { file: 'launch.py', line: 1 });
  assert.deepEqual(located('nightly', ['python', '-m', 'package']), { file: 'train-encrypt.config.ts', line: 3 });
  assert.deepEqual(located('a (b)', ['python']), { file: 'train-encrypt.config.ts', line: 4 });
  assert.deepEqual(located('elsewhere', ['python']), { file: 'train-encrypt.config.ts', line: 1 });
  assert.equal(locationOf({ wrapper: 'a', command: ['ls', '/'], cwd: folder }, undefined, folder), undefined);
  assert.equal(locationOf({ wrapper: 'a', command: ['ls'], cwd: folder }, '/elsewhere/c.ts', folder), undefined);
});
