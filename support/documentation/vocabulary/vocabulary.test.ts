import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { packageRoot } from '../../package.ts';
import { readVocabulary, type Vocabulary } from './read.ts';
import { describeVocabulary, withVocabulary } from './write.ts';

const document = readFileSync(join(packageRoot, 'steps', 'README.md'), 'utf8');

describe('the documented vocabulary', () => {
  let vocabulary: Vocabulary;
  before(async () => {
    vocabulary = await readVocabulary();
  });

  it('is that of the code; if not: tsx support/documentation/vocabulary/generate.ts', () => {
    assert.equal(document, withVocabulary(document, vocabulary));
  });

  it('notices a step that was added, taken away or worded otherwise', () => {
    const [first, ...others] = vocabulary.steps;
    assert.ok(first);
    for (const steps of [
      others,
      [...vocabulary.steps, { ...first, expression: 'a step that is new' }],
      [{ ...first, expression: `${first.expression}, or so` }, ...others],
    ]) {
      assert.notEqual(document, withVocabulary(document, { ...vocabulary, steps }));
    }
  });

  it('names for every parameter type what may stand there', () => {
    for (const { name, text, words } of vocabulary.parameters) {
      assert.ok(text !== '' || words.length > 0, `{${name}} says nothing: put a comment above it`);
    }
  });

  it('has cucumber expressions only, which a reader can read', () => {
    for (const { expression } of vocabulary.steps) assert.doesNotMatch(expression, /^\/.*\/\w*$/);
  });

  it('names each step once', () => {
    const expressions = vocabulary.steps.map(({ expression }) => expression);
    assert.deepEqual(expressions, [...new Set(expressions)]);
  });

  it('leaves out the steps that test train-encrypt itself', () => {
    const files = new Set(vocabulary.steps.map(({ file }) => file));
    for (const file of ['command-line.steps.ts', 'stub-jobs.steps.ts', 'stub-faults.steps.ts', 'clients.steps.ts']) {
      assert.ok(!files.has(file), file);
    }
  });

  it('refuses steps of a file that no topic knows, and a document without a place for it', () => {
    const step = { keyword: 'Given', expression: 'a step', file: 'unknown.steps.ts', text: '' };
    assert.throws(
      () => describeVocabulary({ steps: [step], parameters: [] }),
      /unknown\.steps\.ts belongs to no topic/,
    );
    assert.throws(() => withVocabulary('', { steps: [], parameters: [] }), /no place for the vocabulary/);
  });
});
