import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, suite, test } from 'node:test';
import { MARKS, withCounts } from './counts.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { FACTS } from './facts/index.ts';
import { page, summary } from './page.ts';
import { play } from './play.ts';
import { nameOf } from './results.ts';
import { readSaved, resultsOf } from './saved.ts';
import { embeddedStage, type OwnStage } from './stages.ts';

suite('the embedded engine answers as AWS was recorded', () => {
  let stage: OwnStage;
  before(async () => {
    stage = await embeddedStage();
  });
  after(() => stage[Symbol.asyncDispose]());

  for (const fact of FACTS) {
    const name = nameOf(fact);
    const reason = Object.hasOwn(EXCEPTIONS, name) ? EXCEPTIONS[name] : undefined;
    test(reason === undefined ? name : `${name} (an exception)`, async () => {
      const wrong = await play(fact, stage);
      if (reason === undefined) assert.deepEqual(wrong, [], fact.source);
      else assert.notDeepEqual(wrong, [], `answered as recorded: take it out of EXCEPTIONS (${reason})`);
    });
  }
});

test('every fact has a name of its own, a source and a date', () => {
  const names = FACTS.map(nameOf);
  assert.deepEqual(names, [...new Set(names)]);
  assert.ok(FACTS.length > 150, `${FACTS.length} facts`);
  for (const { calls, source, date } of FACTS) {
    assert.ok(calls.length > 0 && source.length > 10);
    assert.match(date, /^20\d\d-\d\d-\d\d$/);
  }
});

test('every fact expects something of its last call', () => {
  const silent = FACTS.filter(
    ({ calls }) => !calls.some(({ answer, error }) => answer !== undefined || error !== undefined),
  );
  assert.deepEqual(silent.map(nameOf), []);
});

test('every exception is about a fact', () => {
  const names = FACTS.map(nameOf);
  for (const name of Object.keys(EXCEPTIONS)) assert.ok(names.includes(name), name);
});

test('the page is that of the facts and of what was saved', () => {
  const all = readSaved();
  const answered = Object.keys(all).map((engine) => {
    const asked = engine === 'embedded' ? FACTS : FACTS.filter(({ service }) => service !== 'sagemaker');
    return [engine, resultsOf(all, engine, asked) ?? new Map()] as const;
  });
  const written = readFileSync(new URL('RECORDED.md', import.meta.url), 'utf8');
  assert.equal(page(FACTS, answered), written, 'run verification/recorded/generate.ts');
  const engines = readFileSync(new URL('../../docs/engines.md', import.meta.url), 'utf8');
  assert.ok(engines.includes(MARKS[0]));
  assert.equal(withCounts(engines, summary(answered)), engines, 'run verification/recorded/generate.ts');
});

test('what was saved is about facts', () => {
  const names = FACTS.map(nameOf);
  for (const [engine, wrong] of Object.entries(readSaved())) {
    for (const name of Object.keys(wrong)) assert.ok(names.includes(name), `${engine}: ${name}`);
  }
});
