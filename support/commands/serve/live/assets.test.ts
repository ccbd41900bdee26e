import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../../package.ts';
import { home } from './pages.ts';

const assets = join(import.meta.dirname, 'assets');

test('the script of the page fits its types', () => {
  const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', assets], { encoding: 'utf8' });
});

test('the page brings no script or style of its own in its text, loads nothing from elsewhere, and cannot be framed', () => {
  const { body, headers } = home();
  assert.doesNotMatch(body, /<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=|https?:/);
  const policy = headers['content-security-policy'] ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
});

test('nothing in the script makes HTML of a text', () => {
  const script = readFileSync(join(assets, 'live.js'), 'utf8');
  assert.doesNotMatch(script, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/);
});
