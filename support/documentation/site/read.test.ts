import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Claim } from '../../rules/types.ts';
import { readSite } from './read.ts';
import { CONDITIONS, linesOf, scratch } from './testing/runs.ts';

const claim = (id: string, test: Claim['test'] = { kind: 'run' }): Claim => ({ id, text: '', source: '', test });
const CLAIMS = [claim('first'), claim('second'), claim('context', { kind: 'none', reason: 'It is context.' })];
const options = { claims: CLAIMS, writtenAt: new Date(0) };

const failing = async (files: readonly string[], message: RegExp) =>
  assert.rejects(readSite(files, options), { name: 'Failure', exitCode: 2, message });

test('a run is reported scenario by scenario, in reading order, with its claims', async () => {
  using place = scratch();
  const file = place.write(
    'run.ndjson',
    linesOf({
      scenarios: [
        { name: 'one', rule: 'A rule', tags: ['@claim:first', '@other'] },
        { name: 'two', status: 'FAILED', message: '\u001B[31mno way\u001B[39m out', tags: ['@claim:second'] },
        { name: 'three', example: { size: '3', kind: 'a' } },
      ],
    }),
  );
  const data = await readSite([file], options);
  assert.deepEqual(
    data.scenarios.map(({ name, rule, example, location, tags, claims, results }) => ({
      name,
      rule,
      example,
      location,
      tags,
      claims,
      results: results.map(({ run, status, reason, seconds, steps }) => ({ run, status, reason, seconds, steps })),
    })),
    [
      {
        name: 'one',
        rule: 'A rule',
        example: undefined,
        location: 'features/a.feature:10',
        tags: ['@claim:first', '@other'],
        claims: ['first'],
        results: [
          {
            run: 'embedded-documented',
            status: 'passed',
            reason: '',
            seconds: 2,
            steps: [{ keyword: 'Given', text: 'a step', status: 'passed' }],
          },
        ],
      },
      {
        name: 'two',
        rule: undefined,
        example: undefined,
        location: 'features/a.feature:20',
        tags: ['@claim:second'],
        claims: ['second'],
        results: [
          {
            run: 'embedded-documented',
            status: 'failed',
            reason: 'a step: no way out',
            seconds: 2,
            steps: [{ keyword: 'Given', text: 'a step', status: 'failed', error: 'no way out' }],
          },
        ],
      },
      {
        name: 'three',
        rule: undefined,
        example: { size: '3', kind: 'a' },
        location: 'features/a.feature:34',
        tags: [],
        claims: [],
        results: [
          {
            run: 'embedded-documented',
            status: 'passed',
            reason: '',
            seconds: 2,
            steps: [{ keyword: 'Given', text: 'a step', status: 'passed' }],
          },
        ],
      },
    ],
  );
  assert.deepEqual(
    data.claims.map(({ claim, status, byRun, scenarios }) => [claim.id, status, byRun, scenarios.length]),
    [
      ['first', 'holds', { 'embedded-documented': 'holds' }, 1],
      ['second', 'broken', { 'embedded-documented': 'broken' }, 1],
      ['context', 'cannot be tested', { 'embedded-documented': 'cannot be tested' }, 0],
    ],
  );
  assert.deepEqual(data.runs, [
    {
      id: 'embedded-documented',
      conditions: CONDITIONS,
      startedAt: '2001-09-09T01:46:40.000Z',
      endedAt: '2001-09-09T01:47:40.000Z',
      counts: { passed: 2, failed: 1, skipped: 0, planned: 0 },
      missingShards: [],
    },
  ]);
  assert.deepEqual([data.problems, data.wrappers, data.writtenAt], [[], [], '1970-01-01T00:00:00.000Z']);
});

test('a claim that lost its last scenario has none, and one whose scenarios were not picked was not run', async () => {
  using place = scratch();
  const status = async (scenarios: Parameters<typeof linesOf>[0]) => {
    const { claims } = await readSite([place.write('run.ndjson', linesOf(scenarios))], options);
    return Object.fromEntries(claims.map(({ claim, status }) => [claim.id, status]));
  };
  const other = { name: 'other', tags: ['@claim:second'] };
  assert.equal((await status({ scenarios: [other] })).first, 'no scenario');
  assert.equal(
    (await status({ scenarios: [other, { name: 'a', tags: ['@claim:first'], left: true }] })).first,
    'not run',
  );
  assert.equal((await status({ scenarios: [other], note: { allFeaturesRead: false } })).first, 'not run');
});

test('ids stay the same on other machines and engines, and tell apart what reads the same', async () => {
  using place = scratch();
  const scenarios = [
    { name: 'twice' },
    { name: 'twice' },
    { name: 'twice', rule: 'Rule' },
    { name: 'row', example: { a: '1' } },
    { name: 'row', example: { a: '2' } },
    { name: 'row', example: { a: '2' } },
    { name: '暗号化' },
    { name: '<script>alert("x")</script> ../../etc' },
  ];
  const read = async (uri: string, engine: string) => {
    const file = place.write('run.ndjson', linesOf({ uri, scenarios, conditions: { engine } }));
    return (await readSite([file], options)).scenarios.map(({ id }) => id);
  };
  const ids = await read('features/a.feature', 'embedded');
  assert.equal(new Set(ids).size, scenarios.length);
  for (const id of ids) assert.match(id, /^[a-z\d][a-z\d-]*$/);
  assert.deepEqual(await read('node_modules/train-encrypt/features/a.feature', 'localstack'), ids);
  assert.deepEqual(await read('..\\features\\a.feature', 'localstack'), ids);
  assert.notDeepEqual(await read('features/b.feature', 'embedded'), ids);
});

test('a scenario keeps its id when others around it go', async () => {
  using place = scratch();
  const [one, two] = [{ name: 'one' }, { name: 'two' }];
  const whole = await readSite([place.write('a.ndjson', linesOf({ scenarios: [one, two] }))], options);
  const part = await readSite([place.write('b.ndjson', linesOf({ scenarios: [two] }))], options);
  assert.equal(part.scenarios[0]?.id, whole.scenarios[1]?.id);
});

const three = ['one', 'two', 'three'];

/** One of three shards of the same three scenarios, each of which runs one. */
const shard = (index: number, more: Parameters<typeof linesOf>[0] = {}) =>
  linesOf({
    scenarios: three.map((name, at) => ({ name, tags: ['@claim:first'], left: at !== index - 1 })),
    startedAt: 1_000_000_000 + index * 100,
    ...more,
    note: { shard: `${index}/3`, ...more.note },
  });

test('shards become one run, from the first start to the last end', async () => {
  using place = scratch();
  const files = [3, 1, 2].map((index) => place.write(`${index}.ndjson`, shard(index)));
  const data = await readSite(files, options);
  assert.deepEqual(
    data.scenarios.map(({ name, results }) => [name, results.length]),
    three.map((name) => [name, 1]),
  );
  assert.deepEqual(
    data.runs.map(({ id, startedAt, endedAt, missingShards, counts }) => [
      id,
      startedAt,
      endedAt,
      missingShards,
      counts.passed,
    ]),
    [['embedded-documented', '2001-09-09T01:48:20.000Z', '2001-09-09T01:52:40.000Z', [], 3]],
  );
});

test('shards that nobody gave are named', async () => {
  using place = scratch();
  const data = await readSite([place.write('2.ndjson', shard(2))], options);
  assert.deepEqual(data.runs[0]?.missingShards, ['1/3', '3/3']);
  assert.equal(data.scenarios.length, 1);
});

test('a shard in which there was nothing to run is whole, a run in which there was is not', async () => {
  using place = scratch();
  const none = three.map((name) => ({ name, left: true }));
  const files = [1, 2, 3].map((index) =>
    place.write(`${index}.ndjson`, shard(index, index === 2 ? { scenarios: none } : {})),
  );
  assert.deepEqual((await readSite(files, options)).runs[0]?.missingShards, []);
  await failing(
    [place.write('none.ndjson', linesOf({ scenarios: none }))],
    /none\.ndjson reports a run without a scenario/,
  );
});

test('shards that do not fit together are refused, both named', async () => {
  using place = scratch();
  const first = place.write('first.ndjson', shard(1));
  await failing(
    [first, place.write('again.ndjson', shard(1))],
    /first\.ndjson and \S+again\.ndjson are both shard 1\/3/,
  );
  const whole = place.write('whole.ndjson', linesOf());
  await failing([first, whole], /not parts of one run: \S+first\.ndjson is 1\/3, \S+whole\.ndjson is a whole run/);
  await failing([whole, place.write('same.ndjson', linesOf())], /are both a whole run under the same conditions/);
  const of4 = place.write('of4.ndjson', shard(2, { note: { shard: '2/4' } }));
  await failing([first, of4], /first\.ndjson is 1\/3, \S+of4\.ndjson is 2\/4/);
  const overlap = place.write('overlap.ndjson', shard(2, { scenarios: [{ name: 'one' }] }));
  await failing([first, overlap], /overlap\.ndjson repeats features\/a\.feature:10 \(one\)/);
});

test('runs on several engines and under several rules stand side by side', async () => {
  using place = scratch();
  const run = (name: string, conditions: object, status: 'PASSED' | 'FAILED' = 'PASSED') =>
    place.write(name, linesOf({ scenarios: [{ name: 'one', tags: ['@claim:first'], status }], conditions }));
  const data = await readSite(
    [
      run('a', {}),
      run('b', { rules: 'observed' }),
      run('c', { engine: 'localstack', engineDescription: 'LocalStack 4.14.0' }, 'FAILED'),
      run('d', { engine: 'endpoint', engineDescription: 'moto_server 5.2.5' }),
      run('e', { strict: true }),
      run('f', { rules: 'observed', node: '22.1.0' }),
    ],
    options,
  );
  assert.deepEqual(
    data.runs.map(({ id }) => id),
    [
      'embedded-documented',
      'embedded-documented-strict',
      'embedded-embedded-ec2-0-1-0-observed-node-22-1-0',
      'embedded-embedded-ec2-0-1-0-observed-node-24-0-0',
      'localstack-documented',
      'moto-server-5-2-5-documented',
    ],
  );
  assert.deepEqual([data.scenarios.length, data.scenarios[0]?.results.length], [1, 6]);
  assert.equal(data.claims[0]?.status, 'broken', 'one run is enough');
  assert.deepEqual(
    [data.claims[0]?.byRun['embedded-documented'], data.claims[0]?.byRun['localstack-documented']],
    ['holds', 'broken'],
  );
});

test('runs of two versions are not shown as one', async () => {
  using place = scratch();
  const [a, b] = [
    place.write('a', linesOf()),
    place.write('b', linesOf({ conditions: { version: '0.2.0', engine: 'x' } })),
  ];
  await failing([a, b], /\/a was made by train-encrypt 0\.1\.0, \S+\/b by 0\.2\.0/);
});

test('what is no whole file of messages is refused, and says where', async (t) => {
  using place = scratch();
  const lines = linesOf({ scenarios: [{ name: 'one' }, { name: 'two' }] });
  const cases: readonly (readonly [name: string, content: string | readonly string[], message: RegExp])[] = [
    ['empty', '', /^\S+ is empty/],
    ['broken last line', [...lines.slice(0, 8), lines[8]?.slice(0, 20) ?? ''], /is cut short: its line 9 breaks off/],
    ['no end', lines.slice(0, -3), /is cut short: after line \d+ the end of the run is missing/],
    ['only the first line', lines.slice(0, 1), /is cut short: after line 1 the end of the run is missing/],
    [
      'broken in the middle',
      [...lines.slice(0, 3), '{"pickle":\n', ...lines.slice(3)],
      /is no file of cucumber's messages: its line 4 is not JSON/,
    ],
    ['text', 'Hello\nyou\n', /is no file of cucumber's messages: its line 1 is not JSON/],
    ['one line of text', 'Hello', /is no file of cucumber's messages: its line 1 is not JSON/],
    ['other JSON', '{"a":1}\n', /its line 1 is no message of cucumber/],
    ['a JSON list', '[]\n', /its line 1 is no message of cucumber/],
    ['two runs in one', [...lines, ...lines], /holds several runs, the second from line \d+ on/],
    [
      'made without train-encrypt',
      linesOf({ note: false, scenarios: [{ name: 'one', evidence: false }] }),
      /was made by cucumber-js 13\.0\.0 without train-encrypt/,
    ],
    [
      'mixed',
      linesOf({ note: { conditions: { ...CONDITIONS, engine: 'localstack' } } }),
      /mixes scenarios of different runs/,
    ],
    [
      'damaged evidence',
      linesOf({ scenarios: [{ name: 'one', evidence: { calls: 7 as never } }] }),
      /ndjson:\d+ is damaged: .*calls/,
    ],
    [
      'newer evidence',
      linesOf({ scenarios: [{ name: 'one', evidence: { schema: 2 as never } }] }),
      /was written by a newer train-encrypt/,
    ],
    ['damaged note', linesOf({ note: { shard: 'some' } }), /ndjson:\d+ is damaged: .*shard/],
    ['bytes', Buffer.from([0xff, 0xfe, 0, 0xd8, 10]).toString('latin1'), /its line 1 is not JSON/],
  ];
  for (const [name, content, message] of cases) {
    await t.test(name, () => failing([place.write('run.ndjson', content)], message));
  }
  await failing([`${place.folder}/nowhere`], /nowhere cannot be read: there is no such file/);
  await failing([place.folder], /cannot be read: it is a folder/);
  await failing([], /no messages of a run were given/);
});

test('a run that never began because a feature is no Gherkin says so', async () => {
  using place = scratch();
  const [meta = ''] = linesOf();
  const parseError = { source: { uri: 'x.feature', location: { line: 3 } }, message: '(3:1): expected: this' };
  const file = place.write('run.ndjson', [meta, `${JSON.stringify({ parseError })}\n`]);
  await failing([file], /did not begin, because x\.feature:3 is not Gherkin: expected: this/);
});

test('what went wrong outside scenarios is reported', async () => {
  using place = scratch();
  const lines = linesOf({ scenarios: [{ name: 'one' }, { name: 'two' }] });
  const unended = lines.filter(
    (line, index) =>
      !line.includes('testCaseFinished') || lines.findIndex((other) => other.includes('testCaseFinished')) === index,
  );
  const data = await readSite([place.write('run.ndjson', unended)], options);
  assert.deepEqual(data.problems, ['"two" began and did not end']);
  assert.equal(data.scenarios.length, 1);
});

test('evidence of a cucumber-js that somebody runs is enough', async () => {
  using place = scratch();
  const timing = { name: 'a', instances: 2, clearSeconds: 1, encryptedSeconds: 2 };
  const lines = linesOf({ note: false, scenarios: [{ name: 'one', evidence: { timings: [timing] } }] });
  const data = await readSite([place.write('run.ndjson', lines)], options);
  assert.deepEqual(data.scenarios[0]?.results[0]?.evidence?.timings, [timing]);
  assert.equal(data.claims[0]?.status, 'not run', 'nobody says that all features were read');
});

test('what a dry run would run is planned, and where everything must be there what was skipped failed', async () => {
  using place = scratch();
  const scenarios = [{ name: 'one', tags: ['@claim:first', '@requires:docker'], status: 'SKIPPED' as const }];
  const statuses = async (note: object) => {
    const data = await readSite([place.write('run.ndjson', linesOf({ scenarios, note }))], options);
    return [data.scenarios[0]?.results[0]?.status, data.claims[0]?.status];
  };
  assert.deepEqual(await statuses({ dryRun: true }), ['planned', 'not run']);
  assert.deepEqual(await statuses({}), ['skipped', 'not run']);
  assert.deepEqual(await statuses({ skipsFail: true }), ['failed', 'broken']);
});

test('bytes that are no UTF-8 are replaced, and halt nothing', async () => {
  using place = scratch();
  const [first = '', ...rest] = linesOf({ scenarios: [{ name: 'a@b' }] })
    .join('')
    .split('@b');
  const bad = Buffer.from([0xc3, 0x28, 0xff]);
  const file = place.write('run.ndjson', '');
  writeFileSync(file, Buffer.concat([Buffer.from(first), ...rest.flatMap((part) => [bad, Buffer.from(part)])]));
  assert.equal((await readSite([file], options)).scenarios[0]?.name, 'a\uFFFD(\uFFFD');
});

test('a file of many megabytes needs little more room than itself', { timeout: 60_000 }, async () => {
  using place = scratch();
  const output = { text: 'x'.repeat(20_000) };
  const call = { service: 'sagemaker', operation: 'CreateTrainingJob', status: 200, input: {}, output };
  const scenarios = Array.from({ length: 2_000 }, (_, index) => ({ name: `${index}`, evidence: { calls: [call] } }));
  const file = place.write('run.ndjson', linesOf({ scenarios }));
  assert.ok(statSync(file).size > 40e6);
  const program = `
    const { readSite } = await import(process.argv[1]);
    const before = process.memoryUsage().rss;
    const { scenarios } = await readSite([process.argv[2]]);
    console.log(JSON.stringify({ scenarios: scenarios.length, more: process.resourceUsage().maxRSS * 1024 - before }));`;
  const script = fileURLToPath(new URL('read.ts', import.meta.url));
  const args = [...process.execArgv, '--input-type=module', '--eval', program, script, file];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { scenarios: count, more } = JSON.parse(stdout) as { scenarios: number; more: number };
  assert.equal(count, 2_000);
  assert.ok(more < 5 * statSync(file).size, `${Math.round(more / 1e6)} MB`);
});
