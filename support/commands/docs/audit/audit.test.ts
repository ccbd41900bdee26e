import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { withoutBrowser } from '../../../documentation/site/pictures/testing/browser.ts';
import { linesOf, scratch } from '../../../documentation/site/testing/runs.ts';
import { pagesOf } from '../../../documentation/testing/pdf.ts';
import { version } from '../../../package.ts';
import { documentOf } from '../../../wrappers/report/document.ts';
import { checkedOf, FLAG_LOST, failedWith, resultOf, verdictWith } from '../../../wrappers/testing/verdicts.ts';
import { runProgram } from '../../testing/program.ts';
import { evidenceNames } from './evidence-names.ts';

const CHROMIUM = process.env.TRAIN_ENCRYPT_CHROMIUM ?? '/usr/bin/chromium';

const without = (tool: string): string | false => {
  const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
  return inCi || spawnSync(tool, ['--version']).error === undefined ? false : `${tool} is not installed`;
};

/** What a run of `features` and one of `check` leave. */
function left(folder: string): string {
  const reports = join(folder, 'reports');
  mkdirSync(reports, { recursive: true });
  writeFileSync(
    join(reports, 'messages.ndjson'),
    linesOf({ conditions: { version }, scenarios: [{ name: 'one' }] }).join(''),
  );
  const result = resultOf([checkedOf(verdictWith()), checkedOf({ ...failedWith(FLAG_LOST), wrapper: 'other.py' })]);
  writeFileSync(join(reports, 'check.json'), JSON.stringify(documentOf(result, folder)));
  return reports;
}

const trainEncrypt = (folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  runProgram(args, folder, env);

const sums = (folder: string) => spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });

test('an audit is a folder to pass on: a byte that changes is noticed', {
  skip: without('sha256sum'),
}, async () => {
  using place = scratch();
  const reports = left(place.folder);
  const { code, stdout, stderr } = await trainEncrypt(place.folder, ['docs', 'audit', '--no-pdf']);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^Audit: reports\/audit\/audit\.html\nVerify it in reports\/audit: sha256sum -c SHA256SUMS\n$/);
  const out = join(reports, 'audit');
  assert.equal(sums(out).status, 0, sums(out).stdout);
  const listed = readFileSync(join(out, 'SHA256SUMS'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.slice(66));
  assert.deepEqual(listed, ['audit.html', 'audit.json', 'evidence/check.json', 'evidence/messages.ndjson']);
  for (const file of listed) {
    const content = readFileSync(join(out, file));
    content[content.length - 2] = (content[content.length - 2] ?? 0) ^ 1;
    writeFileSync(join(out, file), content);
    const told = sums(out);
    assert.equal(told.status, 1);
    assert.match(told.stdout, new RegExp(`^${file}: FAILED$`, 'm'));
    content[content.length - 2] = (content[content.length - 2] ?? 0) ^ 1;
    writeFileSync(join(out, file), content);
  }
  const again = await trainEncrypt(place.folder, [
    'docs',
    'audit',
    '--no-pdf',
    '--since',
    'reports/audit/audit.json',
    '--out',
    'next',
  ]);
  assert.equal(again.code, 0, again.stderr);
  assert.match(readFileSync(join(place.folder, 'next/audit.html'), 'utf8'), /no answer is another one/);
});

test('it is printed by the browser that is named', { skip: withoutBrowser() }, async () => {
  using place = scratch();
  const reports = left(place.folder);
  const { code, stdout, stderr } = await trainEncrypt(place.folder, ['docs', 'audit'], {
    TRAIN_ENCRYPT_CHROMIUM: CHROMIUM,
  });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /audit\.pdf/);
  const pages = pagesOf(readFileSync(join(reports, 'audit/audit.pdf')));
  assert.ok(pages.length > 2 && pages.length <= 11, `${pages.length}`);
});

test('without a browser there is no PDF, and that is said; one that cannot print is an error', async () => {
  using place = scratch();
  const reports = left(place.folder);
  const bin = join(place.folder, 'bin');
  mkdirSync(bin);
  const none = await trainEncrypt(place.folder, ['docs', 'audit'], { PATH: bin, TRAIN_ENCRYPT_CHROMIUM: '' });
  assert.equal(none.code, 0, none.stderr);
  assert.match(none.stderr, /no PDF was written: no Chromium, Chrome or Edge was found/);
  assert.ok(existsSync(join(reports, 'audit/audit.html')));
  assert.ok(!existsSync(join(reports, 'audit/audit.pdf')));
  const before = statSync(join(reports, 'audit/audit.html')).mtimeMs;
  const broken = join(bin, 'chromium');
  writeFileSync(broken, '#!/bin/sh\necho no display >&2\nexit 9\n');
  chmodSync(broken, 0o755);
  const failed = await trainEncrypt(place.folder, ['docs', 'audit'], { TRAIN_ENCRYPT_CHROMIUM: broken });
  assert.equal(failed.code, 3);
  assert.match(failed.stderr, /could not print the audit \(no display\)/);
  assert.equal(statSync(join(reports, 'audit/audit.html')).mtimeMs, before, 'the earlier audit is as it was');
  const named = await trainEncrypt(place.folder, ['docs', 'audit'], { TRAIN_ENCRYPT_CHROMIUM: join(bin, 'nothing') });
  assert.equal(named.code, 2);
  assert.match(named.stderr, /which is no program/);
});

test('the manifest is signed by gpg, and the signature is of it alone', { skip: without('gpg') }, async () => {
  using place = scratch();
  const reports = left(place.folder);
  const home = mkdtempSync(join(tmpdir(), 'gpg-'));
  const env = { GNUPGHOME: home };
  const gpg = (...args: readonly string[]) =>
    spawnSync('gpg', ['--batch', ...args], {
      cwd: join(reports, 'audit'),
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
  try {
    chmodSync(home, 0o700);
    execFileSync(
      'gpg',
      ['--batch', '--passphrase', '', '--quick-generate-key', 'audit@example.com', 'default', 'default', 'never'],
      {
        env: { ...process.env, ...env },
        stdio: 'ignore',
      },
    );
    const args = ['docs', 'audit', '--no-pdf', '--sign', 'gpg:audit@example.com'];
    const { code, stdout, stderr } = await trainEncrypt(place.folder, args, env);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /gpg --verify SHA256SUMS\.asc SHA256SUMS/);
    assert.equal(gpg('--verify', 'SHA256SUMS.asc', 'SHA256SUMS').status, 0);
    writeFileSync(join(reports, 'audit/SHA256SUMS'), 'other\n');
    assert.match(gpg('--verify', 'SHA256SUMS.asc', 'SHA256SUMS').stderr, /BAD signature/);
    const unknown = await trainEncrypt(place.folder, [...args.slice(0, -1), 'gpg:nobody@example.com'], env);
    assert.equal(unknown.code, 3);
    assert.match(unknown.stderr, /gpg did not sign with nobody@example\.com: .*/);
  } finally {
    spawnSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, ...env } });
    rmSync(home, { recursive: true, force: true });
  }
});

test('cosign is asked for a bundle; a tool that is not installed is named', async () => {
  using place = scratch();
  const reports = left(place.folder);
  const bin = join(place.folder, 'bin');
  mkdirSync(bin);
  const args = ['docs', 'audit', '--no-pdf', '--sign', 'cosign:audit.key'];
  const missing = await trainEncrypt(place.folder, args, { PATH: bin });
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /cosign, which --sign asks for, is not installed here/);
  assert.ok(!existsSync(join(reports, 'audit')), 'nothing is written without the signature that was asked for');
  writeFileSync(join(bin, 'cosign'), '#!/bin/sh\necho "$*" > "$6"\n');
  chmodSync(join(bin, 'cosign'), 0o755);
  const { code, stderr } = await trainEncrypt(place.folder, args, { PATH: `${bin}:/usr/bin:/bin` });
  assert.equal(code, 0, stderr);
  const bundle = readFileSync(join(reports, 'audit/SHA256SUMS.sigstore.json'), 'utf8');
  assert.match(bundle, /^sign-blob --yes --key audit\.key --bundle \S+ \S+\/SHA256SUMS\n$/);
  const wrong = await trainEncrypt(place.folder, [...args.slice(0, -1), 'pgp:x']);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /Give gpg:<key id> or cosign:<key>/);
});

test('files of evidence have names of their own', () => {
  assert.deepEqual(
    evidenceNames(['a/1/messages.ndjson', 'a/2/messages.ndjson', 'b/1/messages.ndjson', 'x\\y\nz.json']),
    ['evidence/1-messages.ndjson', 'evidence/2-messages.ndjson', 'evidence/2-1-messages.ndjson', 'evidence/x_y_z.json'],
  );
});

test('nothing to audit is an error', async () => {
  using place = scratch();
  const { code, stderr } = await trainEncrypt(place.folder, ['docs', 'audit']);
  assert.equal(code, 2);
  assert.match(stderr, /there is nothing in reports to audit/);
  assert.deepEqual(readdirSync(place.folder), []);
});
