import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import { createCallersMask } from './callers-secrets.ts';
import { createMask, masked, secretsInFile, secretsOf } from './secrets.ts';

const mask = createMask();
// Made up, and in parts: scanners of repositories would take them for real ones.
const KEY_ID = `AKIA${'Q3EGZ7R5T2WXYB4M'}`;
const SECRET_KEY = `k9Jx2LmQ7/vRt5Yb+${'A8cDe3FgHi4JkLm6NoPq0Rs'}`;
const GITHUB = `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`;
const SLACK = `xoxb-${'123456789012-abcdefghijkl'}`;
const JWT = `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.${'dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1gFWFOEjXk'}`;
const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEowIBAAKCAQEA\n'.repeat(3)}-----END RSA PRIVATE KEY-----`;

test('what looks like a secret is masked, what stands around it stays', () => {
  for (const [text, expected] of [
    [`key ${KEY_ID}.`, 'key ***.'],
    [`aws_secret_access_key = ${SECRET_KEY}`, 'aws_secret_access_key = ***'],
    [`"SecretAccessKey":"${SECRET_KEY}","a":1`, '"SecretAccessKey":"***","a":1'],
    [`\\"SessionToken\\":\\"abc/def+123\\"`, '\\"SessionToken\\":\\"***\\"'],
    [`<SecretAccessKey>${SECRET_KEY}</SecretAccessKey>`, '<SecretAccessKey>***</SecretAccessKey>'],
    [`it is ${SECRET_KEY} alone`, 'it is *** alone'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
    ["{'Authorization': 'Basic dXNlcjpwYXNz'}", "{'Authorization': 'Basic ***'}"],
    ['authorization: opaque-value', 'authorization: ***'],
    ['Bearer 0123456789abcdef', 'Bearer ***'],
    [`https://x-access-token:${GITHUB}@github.com/o/r`, 'https://x-access-token:***@github.com/o/r'],
    ['postgres://app:p4ss%20w@db:5432/jobs', 'postgres://app:***@db:5432/jobs'],
    [`${GITHUB} and ${SLACK}`, '*** and ***'],
    [`token ${JWT}`, 'token ***'],
    [`a\n${PEM}\nb`, 'a\n***\nb'],
    [`cut ${PEM.slice(0, 60)}`, 'cut ***'],
    ['--password hunter2hunter --name x', '--password *** --name x'],
    [`?X-Amz-Signature=${'ab'.repeat(32)}&b=1`, '?X-Amz-Signature=***&b=1'],
  ] as const) {
    assert.equal(mask(text), expected);
    assert.equal(mask(mask(text)), expected, 'a second time changes nothing');
  }
});

test("AWS's examples, throw-away keys, account ids and ordinary text stay readable", () => {
  for (const text of [
    'AKIAIOSFODNN7EXAMPLE',
    'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'AWS_SECRET_ACCESS_KEY=train-encrypt AWS_ACCESS_KEY_ID=111122223333',
    'arn:aws:sagemaker:eu-central-1:111122223333:training-job/fraud-v7',
    'password: <PASSWORD> or {password} or $PASSWORD',
    'The request was refused: passwords are of no use here.',
    'http://127.0.0.1:4577/_train-encrypt/health',
    'commit 08c6903cd8c0fde910a37f88322edcfb5dd907a8',
    '/home/runner/work/Project2/Project2/Build42X',
    'EnableInterContainerTrafficEncryption, VpcConfig.SecurityGroupIds, ml.p4d.24xlarge',
    'Basic understanding of requirements',
    "Value null at 'apiKey' failed",
  ]) {
    assert.equal(mask(text), text);
  }
});

test('names of variables and values tell what is secret', () => {
  const secrets = secretsOf({
    DB_PASSWORD: 'hunter2hunter',
    HF_TOKEN: 'some-opaque-thing',
    DEPLOY: 'Zx81Qw29Er37Ty46Ui55Op64',
    POSTGRES_PASSWORD: 'postgres',
    TOKENIZERS_PARALLELISM: 'false',
    SSH_AUTH_SOCK: '/run/user/1000/keyring/ssh',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/secrets/token',
    AWS_SECRET_ACCESS_KEY: 'train-encrypt',
    GITHUB_SHA: '08c6903cd8c0fde910a37f88322edcfb5dd907a8',
    PATH: '/usr/bin:/bin',
    NOTHING: undefined,
  });
  assert.deepEqual(secrets, ['hunter2hunter', 'some-opaque-thing', 'Zx81Qw29Er37Ty46Ui55Op64']);
});

test('a file of profiles and caches beside it give their keys', () => {
  const file = `[default]\naws_access_key_id = ${KEY_ID}\naws_secret_access_key=short-secret-1\nregion = eu-central-1\n`;
  assert.deepEqual(secretsInFile(file), [KEY_ID, 'short-secret-1']);
  assert.deepEqual(secretsInFile('{"accessToken": "cached-token-1", "region": "eu-central-1"}'), ['cached-token-1']);
});

test('the mask of a caller knows the environment and the files of credentials', () => {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  try {
    mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
    writeFileSync(join(home, '.aws', 'credentials'), '[default]\naws_secret_access_key = from-the-real-home\n');
    writeFileSync(join(home, '.aws', 'config'), '[profile a]\naws_session_token = from-the-config\n');
    writeFileSync(join(home, '.aws', 'sso', 'cache', 'a.json'), '{"accessToken":"from-the-cache"}');
    writeFileSync(join(home, 'elsewhere'), '[default]\naws_secret_access_key = from-elsewhere\n');
    const text = 'from-the-real-home from-the-config from-the-cache from-elsewhere of-the-environment';
    const own = createCallersMask({ MY_SECRET: 'of-the-environment' }, home);
    assert.equal(own(text), '*** *** *** from-elsewhere ***');
    const other = createCallersMask({ AWS_SHARED_CREDENTIALS_FILE: join(home, 'elsewhere') }, home);
    assert.equal(other(text), 'from-the-real-home *** *** *** of-the-environment');
    assert.equal(createCallersMask({}, join(home, 'none'))(text), text);
  } finally {
    rmSync(home, { recursive: true });
  }
});

const secret = fc
  .string({ unit: 'grapheme-ascii', minLength: 10, maxLength: 60 })
  .filter((text) => secretsOf({ MY_SECRET: text }).length === 1 && text.trim().length >= 8);

test('a known secret never comes through, however it is carried', () => {
  const forms = [
    (text: string) => text,
    encodeURIComponent,
    (text: string) => JSON.stringify({ a: text }),
    (text: string) => new URLSearchParams({ a: text }).toString().replaceAll('+', '%20'),
  ];
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), fc.constantFrom(...forms), (value, before, after, form) => {
      const own = createMask(secretsOf({ MY_SECRET: value }));
      const carried = form(value);
      const told = own(`${before}\n${carried}\n${after}`);
      // Masks or what surrounds it may hold a short one again.
      if (value.length > 3 && !'***'.includes(value)) assert.ok(!told.includes(carried), told);
    }),
  );
});

test('Base64 of a known secret is masked, wherever it begins', () => {
  const value = 'a-long-known-secret-value';
  const own = createMask([value]);
  for (const before of ['', 'u', 'us', 'user:']) {
    const told = own(`basic ${Buffer.from(before + value).toString('base64')}`);
    assert.ok(!Buffer.from(told.replace('basic ', '').replace('***', ''), 'base64').toString().includes('known'), told);
  }
});

test('masking takes time in proportion to the text', () => {
  // Each would take minutes, were a repetition without bound.
  for (const unit of [
    'a.',
    'a:',
    'password ',
    '://',
    '-----BEGIN RSA PRIVATE KEY-----',
    'eyJ',
    'Bearer ',
    'A1b/',
    'authorization: ',
  ]) {
    const text = unit.repeat(Math.ceil(65_536 / unit.length));
    assert.ok(mask(text).length <= text.length);
  }
});

test('a value is masked at any depth, by the names of its members too', () => {
  const date = new Date(0);
  const request = {
    HyperParameters: { db_password: 'abc12345', max_tokens: '512', tokenizer: 'bert-base-uncased' },
    Environment: { HF_TOKEN: 'opaque-opaque', TEAM: 'fraud' },
    Tags: [{ Key: 'k', Value: GITHUB }],
    NextToken: 'page-2-of-many',
    date,
    [KEY_ID]: 1,
  };
  assert.deepEqual(masked(request, mask), {
    HyperParameters: { db_password: '***', max_tokens: '512', tokenizer: 'bert-base-uncased' },
    Environment: { HF_TOKEN: '***', TEAM: 'fraud' },
    Tags: [{ Key: 'k', Value: '***' }],
    NextToken: 'page-2-of-many',
    date,
    '***': 1,
  });
  assert.equal(request.HyperParameters.db_password, 'abc12345', 'the value itself is as it was');
});
