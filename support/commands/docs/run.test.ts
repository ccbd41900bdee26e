import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { linesOf, scratch } from '../../documentation/site/testing/runs.ts';
import type { SiteData } from '../../documentation/site/types.ts';
import { version } from '../../package.ts';
import { MAIN } from '../testing/main.ts';
import { annotationsOf } from './github.ts';
import { pagesAfterRun } from './pages.ts';
import { mergeDocs, writeDocs } from './run.ts';
import { runReports } from './run-reports.ts';

const conditions = { version };
const render = async ({ scenarios }: SiteData) => new Map([['index.html', `${scenarios.length} scenarios`]]);
const page = (reports: string) => readFileSync(join(reports, 'index.html'), 'utf8');

test('the pages are made of what lies in the folder of reports', async () => {
  using place = scratch();
  place.write('messages.ndjson', linesOf({ conditions, scenarios: [{ name: 'one' }, { name: 'two' }] }));
  assert.equal(await writeDocs({ reports: place.folder, data: join(place.folder, 'new', 'data.json') }, { render }), 0);
  assert.equal(page(place.folder), '2 scenarios');
  assert.match(readFileSync(join(place.folder, 'summary.md'), 'utf8'), /^## /);
  const data = JSON.parse(readFileSync(join(place.folder, 'new', 'data.json'), 'utf8')) as SiteData;
  assert.equal(data.scenarios.length, 2);
});

test('by Node alone, without tsx: as npm run cli starts it', () => {
  using place = scratch();
  place.write('messages.ndjson', linesOf({ conditions, scenarios: [{ name: 'one' }] }));
  execFileSync(process.execPath, [MAIN, 'docs', '--reports', place.folder], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  assert.match(page(place.folder), /^<!doctype html>/i);
});

test('where there is nothing, nothing is written', async () => {
  using place = scratch();
  const reports = join(place.folder, 'reports');
  const failing = (message: RegExp) => ({ name: 'Failure', exitCode: 2, message });
  await assert.rejects(writeDocs({ reports }, { render }), failing(/there is nothing in \S+reports to make pages of/));
  await assert.rejects(
    mergeDocs([join(place.folder, 'x')], { reports }, { render }),
    failing(/\S+x does not exist in /),
  );
  await assert.rejects(
    mergeDocs([place.folder], { reports }, { render }),
    failing(/there is neither messages\.ndjson nor check\.json in/),
  );
  assert.ok(!existsSync(reports));
});

test('files that cannot be read, or pages that cannot be made, leave the old pages as they were', async () => {
  using place = scratch();
  const { folder: reports } = place;
  const lines = linesOf({ conditions });
  place.write('messages.ndjson', lines);
  await writeDocs({ reports }, { render });
  const before = readdirSync(reports).sort();
  place.write('messages.ndjson', lines.slice(0, -3));
  await assert.rejects(writeDocs({ reports }, { render }), { name: 'Failure', message: /is cut short/ });
  place.write('messages.ndjson', lines);
  const broken = async (): Promise<never> => {
    throw new Error('cannot draw');
  };
  await assert.rejects(writeDocs({ reports }, { render: broken }), /cannot draw/);
  assert.equal(page(reports), '1 scenarios');
  assert.deepEqual(readdirSync(reports).sort(), before);
});

test('a run whose pages cannot be made goes on', async () => {
  using place = scratch();
  place.write('messages.ndjson', linesOf({ conditions }));
  const made = await pagesAfterRun(place.folder, { render });
  assert.deepEqual([made.page, made.data?.scenarios.length], [join(place.folder, 'index.html'), 1]);
  const { write } = process.stderr;
  let told = '';
  process.stderr.write = (chunk) => {
    told += String(chunk);
    return true;
  };
  try {
    const broken = await pagesAfterRun(place.folder, { render: () => Promise.reject(new Error('cannot draw')) });
    assert.deepEqual([broken.page, broken.data?.scenarios.length], [undefined, 1], 'what was read can still be told');
    assert.deepEqual(await pagesAfterRun(join(place.folder, 'nowhere')), { page: undefined, data: undefined });
  } finally {
    process.stderr.write = write;
  }
  assert.match(
    told,
    /^train-encrypt: no pages were written: Error: cannot draw\n[\s\S]*no messages of a run were given/,
  );
});

test('what a kernel confirmed is read where it lies beside the run, or where it is named', async () => {
  using place = scratch();
  place.write('messages.ndjson', linesOf({ conditions }));
  const readBy = async () => (await pagesAfterRun(place.folder, { render })).data;
  assert.equal((await readBy())?.kernel, undefined);
  place.write('kernel.json', '{');
  const data = await readBy();
  assert.equal(data?.kernel, undefined);
  assert.match(data?.problems[0] ?? '', /kernel\.json cannot be read/);
  const elsewhere = await pagesAfterRun(place.folder, { render, kernel: join(place.folder, 'other.json') });
  assert.match(elsewhere.data?.problems[0] ?? '', /other\.json cannot be read/);
});

test('messages are files, or folders in which they lie at any depth', async () => {
  using place = scratch();
  for (const name of ['b', join('a', 'deep')]) {
    mkdirSync(join(place.folder, name), { recursive: true });
    writeFileSync(join(place.folder, name, 'messages.ndjson'), '');
  }
  const other = place.write('other', '');
  const check = join(place.folder, 'b', 'check.json');
  writeFileSync(check, '');
  assert.deepEqual(await runReports([other, place.folder]), {
    messages: [other, join(place.folder, 'a', 'deep', 'messages.ndjson'), join(place.folder, 'b', 'messages.ndjson')],
    checks: [check],
  });
});

test('a scenario that failed is reported beside its line, with a link to its evidence', async () => {
  using place = scratch();
  const scenarios = [
    { name: 'one', tags: ['@claim:cost'], status: 'FAILED' as const, message: 'no' },
    { name: 'two' },
    { name: 'three', status: 'UNDEFINED' as const },
  ];
  const { data } = await pagesAfterRun(place.folder, {
    messages: [place.write('run.ndjson', linesOf({ conditions, scenarios }))],
    render,
  });
  assert.ok(data);
  const annotations = annotationsOf(data, ({ name }) => `page#${name}`);
  assert.deepEqual(annotations, [
    {
      level: 'error',
      title: 'one',
      text: 'a step: no\nbreaks cost\nEvidence: page#one',
      location: { file: 'features/a.feature', line: 10 },
    },
    {
      level: 'error',
      title: 'three',
      text: 'a step: no step definition matches\nEvidence: page#three',
      location: { file: 'features/a.feature', line: 30 },
    },
  ]);
  const outside = { ...data, scenarios: data.scenarios.map((one) => ({ ...one, location: '../x.feature:3' })) };
  assert.deepEqual(Object.keys(annotationsOf(outside, () => '')[0] ?? {}), ['level', 'title', 'text']);
});
