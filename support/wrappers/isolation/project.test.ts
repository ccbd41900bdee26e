import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { projectOf } from './project.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'train-encrypt-project-')));
  mkdirSync(join(root, 'a', 'b', 'c'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

test('is the repository, whatever else is around it', () => {
  mkdirSync(join(root, 'node_modules'));
  mkdirSync(join(root, 'a', '.git'));
  assert.equal(projectOf(join(root, 'a', 'b', 'c')), join(root, 'a'));
});

test('without a repository it is the topmost folder with packages, which programs below find', () => {
  mkdirSync(join(root, 'a', 'node_modules'));
  mkdirSync(join(root, 'a', 'b', '.venv'));
  assert.equal(projectOf(join(root, 'a', 'b', 'c')), join(root, 'a'));
});

test('without either it is the folder itself', () => {
  assert.equal(projectOf(join(root, 'a', 'b')), join(root, 'a', 'b'));
});
