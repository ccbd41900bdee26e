import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Failure } from '../../failure.ts';
import { readPolicy } from './read.ts';
import type { PolicyDocument } from './types.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-policy-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** What is said about a source that is no policy; a Failure with exit code 2. */
function complaint(source: unknown): string {
  try {
    readPolicy(source as string | PolicyDocument);
  } catch (error) {
    assert.ok(error instanceof Failure);
    assert.equal(error.exitCode, 2);
    return error.message;
  }
  return assert.fail('it was taken for a policy');
}

const good = { Effect: 'Deny', Action: 'sagemaker:CreateTrainingJob', Resource: '*' };
const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const condition = (Condition: object) => policy({ ...good, Condition });

test('a file, a document, and a single statement', () => {
  const path = file('good.json', JSON.stringify(policy(good)));
  assert.equal(readPolicy(path).statements.length, 1);
  assert.equal(readPolicy({ Statement: { Effect: 'Deny', Action: '*', Resource: '*' } }).statements.length, 1);
});

test('it allows only what it allows when it has a statement that allows', () => {
  assert.equal(readPolicy(policy(good) as PolicyDocument).allowsOnly, false);
  assert.equal(readPolicy(policy(good, { ...good, Effect: 'Allow' }) as PolicyDocument).allowsOnly, true);
});

test('a file that cannot be read, or is not JSON', () => {
  const missing = join(folder, 'missing.json');
  assert.equal(complaint(missing), `the policy ${missing} cannot be read (ENOENT). Give a JSON file.`);
  assert.match(complaint(folder), /cannot be read \(EISDIR\)/);
  const broken = file('broken.json', '{\n  "Statement": [}\n}');
  assert.match(complaint(broken), /broken\.json is not JSON: Unexpected token '}', .*\[}/);
});

test('the file is named where it is not a policy', () => {
  const path = file('bad.json', JSON.stringify(policy({ ...good, Effect: 'Maybe' })));
  assert.equal(
    complaint(path),
    `${path} is not a policy that can be enforced here:\n  Statement[0].Effect: give "Allow" or "Deny"`,
  );
});

const BAD: readonly (readonly [what: string, document: unknown, says: RegExp])[] = [
  ['no document', 5, /the document: .*expected object/],
  ['no statement', { Version: '2012-10-17' }, /Statement: give a statement, or a list of them/],
  ['an empty list', policy(), /Statement: give at least one statement/],
  ['another version', { ...policy(good), Version: '2020-01-01' }, /Version: give "2012-10-17"/],
  ['a misspelt member', policy({ ...good, Effekt: 'Deny' }), /Statement\[0\]: .*Effekt/],
  ['a misspelt member at the top', { ...policy(good), Statements: [] }, /the document: .*Statements/],
  [
    'an effect that does not exist',
    policy(good, { ...good, Effect: 'deny' }),
    /Statement\[1\]\.Effect: give "Allow" or/,
  ],
  ['no action', policy({ Effect: 'Deny', Resource: '*' }), /Statement\[0\]: give either Action or NotAction/],
  ['both', policy({ ...good, NotAction: 's3:*' }), /Statement\[0\]: give either Action or NotAction/],
  ['no resource', policy({ Effect: 'Deny', Action: '*' }), /Statement\[0\]: give either Resource or NotResource/],
  [
    'an action of no service',
    policy({ ...good, Action: 'CreateTrainingJob' }),
    /Statement\[0\]\.Action: give an action/,
  ],
  ['a resource that is none', policy({ ...good, Resource: 'fraud' }), /Statement\[0\]\.Resource: give "\*" or an ARN/],
  [
    'a variable',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how a policy writes a variable
    policy({ ...good, Resource: 'arn:aws:sagemaker:*:*:training-job/${aws:username}*' }),
    /Statement\[0\]\.Resource: policy variables are not simulated/,
  ],
  [
    'an operator that does not exist',
    condition({ Boool: { 'sagemaker:NetworkIsolation': 'true' } }),
    /Statement\[0\]\.Condition\.Boool: there is no such operator here; there are StringEquals/,
  ],
  [
    'IfExists with Null',
    condition({ NullIfExists: { 'sagemaker:NetworkIsolation': 'true' } }),
    /Statement\[0\]\.Condition\.NullIfExists: there is no such operator/,
  ],
  [
    'a key that is not simulated',
    condition({ StringEquals: { 'aws:PrincipalTag/team': 'fraud' } }),
    /Statement\[0\]\.Condition\.StringEquals\.aws:PrincipalTag\/team: this key is not simulated; there are sagemaker:Inter/,
  ],
  [
    'a list key without ForAllValues or ForAnyValue',
    condition({ StringEquals: { 'sagemaker:VpcSubnets': 'subnet-1' } }),
    /StringEquals\.sagemaker:VpcSubnets: a request has several values of it, so write ForAllValues:StringEquals or ForAny/,
  ],
  [
    'no truth value',
    condition({ Bool: { 'sagemaker:NetworkIsolation': 'yes' } }),
    /Bool\.sagemaker:NetworkIsolation: Bool wants true or false/,
  ],
  [
    'no number',
    condition({ NumericLessThan: { 'sagemaker:KeepAlivePeriod': 'long' } }),
    /NumericLessThan\.sagemaker:KeepAlivePeriod: NumericLessThan wants a number/,
  ],
  [
    'no values',
    condition({ Bool: { 'sagemaker:NetworkIsolation': [] } }),
    /Bool\.sagemaker:NetworkIsolation: give a value/,
  ],
  ['conditions without keys', condition({ Bool: 'true' }), /Condition\.Bool: give condition keys and their values/],
  ['conditions that are none', policy({ ...good, Condition: 'x' }), /Condition: give condition operators/],
];

for (const [what, document, says] of BAD) {
  test(`not a policy: ${what}`, () => assert.match(complaint(document), says));
}

test('all mistakes are reported at once', () => {
  const text = complaint(policy({ ...good, Effect: 'x' }, { ...good, Action: 'x' }));
  assert.match(text, /Statement\[0\]\.Effect[\s\S]*Statement\[1\]\.Action/);
});

test('statements about other services may use what is not simulated', () => {
  const other = { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { IpAddress: { 'aws:SourceIp': '::1' } } };
  assert.equal(readPolicy(policy(good, other) as PolicyDocument).statements.length, 2);
});
