import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { issueLines, issuesOf } from './zod-issues.ts';

function errorOf(schema: z.ZodType, value: unknown): z.ZodError {
  const { error } = schema.safeParse(value);
  assert.ok(error);
  return error;
}

test('each issue has its place', () => {
  const schema = z.object({ faults: z.array(z.object({ times: z.number('is no number') })) });
  assert.deepEqual(issueLines(errorOf(schema, { faults: [{ times: 1 }, { times: 'a' }] })), [
    'faults[1].times: is no number',
  ]);
});

test('the whole value is named where the caller has a name for it', () => {
  const error = errorOf(z.string('is no text'), 1);
  assert.deepEqual(issueLines(error), ['is no text']);
  assert.deepEqual(issueLines(error, 'the document'), ['the document: is no text']);
});

test('names that are no words are quoted', () => {
  const schema = z.record(z.string().regex(/^\w+$/, 'is no name'), z.number('is no number'));
  assert.deepEqual(issueLines(errorOf(schema, { 'a b': 1, 'c d': 2 })), ['["a b"]: is no name', '["c d"]: is no name']);
  assert.deepEqual(issueLines(errorOf(z.record(z.string(), z.number('is no number')), { 'sagemaker:X': 'a' })), [
    'sagemaker:X: is no number',
  ]);
});

test('of several forms, the issues of the one that was meant', () => {
  const schema = z.object({
    at: z.union([z.array(z.string('is no text')), z.object({ a: z.number('is no number') })], 'is neither'),
  });
  assert.deepEqual(issuesOf(errorOf(schema, { at: { a: 'x' } })), [{ path: ['at', 'a'], message: 'is no number' }]);
  assert.deepEqual(issueLines(errorOf(schema, { at: 7 })), ['at: is neither']);
});

test('ten at most', () => {
  const issues = issuesOf(errorOf(z.array(z.number()), Array.from({ length: 12 }, String)));
  assert.equal(issues.length, 10);
});
