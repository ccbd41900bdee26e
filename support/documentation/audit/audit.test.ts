import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { controls } from '../controls.ts';
import { glossary } from '../glossary.ts';
import { cell, everything, siteOf } from '../site/browser/testing/made-up.ts';
import { exceptionsIn } from './exceptions.ts';
import { manifestOf } from './manifest.ts';
import { provenanceOf } from './provenance.ts';
import { renderAudit } from './render.tsx';
import { changesSince, stateOf } from './state.ts';
import type { AuditData } from './types.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-audit-'));
after(() => rmSync(folder, { recursive: true }));

const EXCEPTION = {
  wrapper: 'launch.py',
  situation: 'no-vpc',
  finding: 'flag-not-sent',
  owner: 'ada',
  reason: 'fixed in 3.2',
  expires: '2027-01-31',
};

const dataOf = (parts: Partial<AuditData> = {}): AuditData => ({
  site: everything(),
  provenance: {
    tool: 'train-encrypt 0.1.0',
    node: '24.0.0',
    who: 'ada',
    lockFiles: [{ file: 'package-lock.json', sha256: 'f00d' }],
  },
  changes: { changes: [] },
  evidence: [{ name: 'evidence/check.json', bytes: 3, sha256: 'c0ffee' }],
  ...parts,
});

const textOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00A0/g, ' ')
    .replace(/&#39;|&amp;|&gt;|&lt;|&quot;/g, '·')
    .replace(/\s+/g, ' ');

test('an audit answers, then says how, of what and by whom, and needs no other file', async () => {
  const site = {
    ...everything(),
    unmatched: [EXCEPTION],
    leftOut: [{ wrapper: 'cli', situation: 'no-vpc', reason: 'it has none' }],
  };
  const html = await renderAudit(dataOf({ site }));
  const told = textOf(html);
  let from = 0;
  for (const wanted of [
    'Is traffic between training instances encrypted?',
    'No: 1 attempt of a wrapper is unencrypted.',
    'connect ECONNREFUSED',
    'Scope and method',
    'shard missing: 2/3',
    'Left out: cli in no-vpc: it has none',
    'What was simulated',
    'no packet was encrypted',
    'Claims',
    'outbound-rules',
    'Answers of 2 wrappers in 2 situations',
    'What failed, and what is not shown',
    'Exceptions',
    'ada fixed in 3.2 2027-01-31 matched nothing',
    'Changes',
    'No earlier state was given',
    'Controls for which this is evidence',
    'Passing satisfies none of them',
    'Glossary',
    'Provenance',
    'unknown: this is no git repository',
    'SHA-256 f00d',
    'evidence/check.json 3 c0ffee',
    'Evidence index',
    'outbound ESP taken away',
  ]) {
    const at = told.indexOf(wanted, from);
    assert.ok(at >= 0, `${wanted} is not after ${told.slice(0, from).slice(-60)}`);
    from = at;
  }
  for (const { id, checked } of controls) assert.ok(told.includes(id) && told.includes(checked), id);
  for (const { title } of glossary) assert.ok(told.includes(title), title);
  assert.doesNotMatch(html, /<script|<link|src=|href=/, 'nothing of it is elsewhere');
});

test('what changed is reported by claims and attempts; what is as before is not', () => {
  const file = join(folder, 'audit.json');
  const now = everything();
  writeFileSync(file, JSON.stringify(stateOf(now, 'a'.repeat(40))));
  const same = changesSince(now, file);
  assert.deepEqual(same.changes, []);
  assert.match(same.since ?? '', /^2026-01-02, train-encrypt .*, commit aaaaaaaaaaaa$/);
  const later = {
    ...now,
    claims: now.claims.map((one) => (one.claim.id === 'cost' ? { ...one, status: 'broken' as const } : one)),
    wrappers: [...now.wrappers.slice(1), cell('new.py', 'documented')],
  };
  assert.deepEqual(changesSince(later, file).changes, [
    { what: 'claim cost', before: 'holds', now: 'broken' },
    { what: 'launch.py in documented', before: '✓ refused' },
    { what: 'new.py in documented', now: '✓ refused' },
  ]);
  assert.match(changesSince(now, undefined).since ?? '', /history/);
  assert.deepEqual(changesSince(siteOf(), undefined), { changes: [] });
  writeFileSync(file, '{}');
  assert.throws(() => changesSince(now, file), { name: 'Failure', exitCode: 2, message: /neither an audit\.json nor/ });
  assert.throws(() => changesSince(now, join(folder, 'nowhere')), { name: 'Failure', message: /ENOENT/ });
});

test('exceptions come once, with their owner and whether they still count', () => {
  const expired = { ...EXCEPTION, expires: '2025-01-01' };
  const site = {
    ...siteOf({
      wrappers: [
        cell('a', 'documented', { exceptions: [EXCEPTION] }),
        cell('a', 'no-vpc', { exceptions: [EXCEPTION, expired] }),
      ],
    }),
    unmatched: [{ ...EXCEPTION, wrapper: 'other' }],
  };
  assert.deepEqual(
    exceptionsIn(site).map(({ wrapper, expires, standing }) => [wrapper, expires, standing]),
    [
      ['launch.py', '2025-01-01', 'expired'],
      ['launch.py', '2027-01-31', 'in force'],
      ['other', '2027-01-31', 'matched nothing'],
    ],
  );
});

test('a manifest is what sha256sum reads, and a changed byte has another line', () => {
  const files = new Map([
    ['evidence/b', 'two'],
    ['a', 'one'],
  ]);
  const of = (text: string) => createHash('sha256').update(text).digest('hex');
  assert.equal(manifestOf(files), `${of('one')}  a\n${of('two')}  evidence/b\n`);
  assert.notEqual(manifestOf(new Map([...files, ['a', 'onE']])), manifestOf(files));
});

test('provenance is what git and the CI say, and the digest of the lock file', () => {
  const place = mkdtempSync(join(folder, 'git-'));
  writeFileSync(join(place, 'package-lock.json'), 'locked');
  const outside = provenanceOf(place, { GITHUB_SHA: 'beef', GITHUB_ACTOR: 'ada' });
  assert.deepEqual(
    [outside.commit, outside.branch, outside.changed, outside.ci, outside.who],
    ['beef', undefined, undefined, undefined, 'ada'],
  );
  assert.deepEqual(outside.lockFiles, [
    { file: 'package-lock.json', sha256: createHash('sha256').update('locked').digest('hex') },
  ]);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: place });
  git('init', '-q', '-b', 'trunk');
  git('add', '.');
  git('commit', '-qm', 'x');
  const ci = { GITHUB_SERVER_URL: 'https://github.example', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7' };
  const inside = provenanceOf(place, ci);
  assert.match(inside.commit ?? '', /^[0-9a-f]{40}$/);
  assert.deepEqual(
    [inside.branch, inside.changed, inside.ci],
    ['trunk', false, 'https://github.example/a/b/actions/runs/7'],
  );
  writeFileSync(join(place, 'package-lock.json'), 'changed');
  assert.equal(provenanceOf(place, {}).changed, true);
});
