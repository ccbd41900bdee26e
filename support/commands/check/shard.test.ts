import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratch } from '../../documentation/site/testing/runs.ts';
import type { CheckDocument } from '../../wrappers/report/document.ts';
import { runProgram } from '../testing/program.ts';

/** Three wrappers in two situations, that launch nothing: what is split is seen, and it is quick. */
const CONFIG = {
  wrappers: Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [
      name,
      { command: [process.execPath, '-e', '0'], situations: ['documented', 'no-vpc'] },
    ]),
  ),
};

test('shards of check try each wrapper in each situation once, and docs merge joins them', async (t) => {
  using place = scratch();
  place.write('train-encrypt.config.json', JSON.stringify(CONFIG));
  const run = (...args: readonly string[]) => runProgram(args, place.folder);
  const check = (shard: string, json: string) =>
    run('check', '--shard', shard, '--json', json, '--isolation', 'environment', '--parallel', '2');
  const parts = ['1/3', '2/3', '3/3'];
  const documents: CheckDocument[] = [];
  for (const part of parts) {
    const json = `shards/${part[0]}/check.json`;
    const { stdout, stderr } = await check(part, json);
    assert.match(stdout, new RegExp(`2 attempts .*, shard ${part}\\n`), stderr);
    assert.match(stdout, /Done in \d+\.\d s, with reports\n$/);
    documents.push(JSON.parse(readFileSync(join(place.folder, json), 'utf8')) as CheckDocument);
  }
  assert.deepEqual(
    documents.map(({ shard }) => shard),
    parts,
  );
  const tried = documents.flatMap(({ attempts }) =>
    attempts.map(({ wrapper, situation }) => `${wrapper} ${situation.id}`),
  );
  assert.equal(tried.length, 6);
  assert.deepEqual(
    tried.toSorted(),
    ['a', 'b', 'c'].flatMap((name) => [`${name} documented`, `${name} no-vpc`]),
  );

  await t.test('all of them make one matrix', async () => {
    const { code, stdout, stderr } = await run('docs', 'merge', 'shards', '--reports', 'site');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^6 attempts of wrappers: site\/index\.html\n/);
    assert.match(
      readFileSync(join(place.folder, 'site/wrappers.html'), 'utf8'),
      /Answers of 3 wrappers in 2 situations/,
    );
  });

  await t.test('one that nobody gave is named', async () => {
    const { code, stderr } = await run('docs', 'merge', 'shards/1', 'shards/3/check.json', '--reports', 'part');
    assert.equal(code, 1);
    assert.match(stderr, /shard 2\/3 of check is missing/);
    const page = readFileSync(join(place.folder, 'part/index.html'), 'utf8');
    assert.match(page, /Shard<?.* 2\/3 of check/);
    assert.match(page, /1 shard of check is missing/);
  });

  await t.test('one given twice, or beside a whole run, or of other rules, is refused', async () => {
    const twice = await run('docs', 'merge', 'shards/1', 'shards/1/check.json', '--reports', 'twice');
    assert.equal(twice.code, 2);
    assert.match(twice.stderr, /are both shard 1\/3 of check\. Give each once/);
    const altered = (name: string, change: Partial<CheckDocument>) => {
      const { shard: _, ...whole } = documents[1] as CheckDocument;
      mkdirSync(join(place.folder, name), { recursive: true });
      writeFileSync(join(place.folder, name, 'check.json'), JSON.stringify({ ...whole, ...change }));
    };
    altered('whole', {});
    const mixed = await run('docs', 'merge', 'shards/1', 'whole', '--reports', 'mixed');
    assert.equal(mixed.code, 2);
    assert.match(mixed.stderr, /are not parts of one run: .*is 1\/3, .*is a whole run/);
    altered('strict', { shard: '2/3', rules: { mode: 'documented', strict: true } });
    const other = await run('docs', 'merge', 'shards/1', 'strict', '--reports', 'mixed');
    assert.equal(other.code, 2);
    assert.match(other.stderr, /documented rules, strict: they are not parts of one run/);
  });

  await t.test('what is no shard is a usage error', async () => {
    const { code, stderr } = await check('4/3', 'x.json');
    assert.equal(code, 2);
    assert.match(stderr, /Give part\/parts, such as 1\/3/);
  });
});
