import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as a from '../network/testing/sample.ts';
import { claims } from './claims.ts';
import { rules } from './index.ts';
import { type Case, OBSERVED, STRICT, verdictOf } from './testing/sample.ts';

const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
const PAGE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html';

test('the claims are those of the page, in its order', () => {
  assert.deepEqual(ids(claims), [
    'service-vpc',
    'private-vpc',
    'model-not-data',
    'between-instances',
    'training-time',
    'single-instance',
    'traffic-volume',
    'cost',
    'builtin-algorithms',
    'inbound-rules',
    'outbound-rules',
    'esp-ports',
    'request-flag',
    'vpc-required',
    'tuning-jobs',
  ]);
  assert.ok(claims.every(({ source }) => source === PAGE));
});

test('only one claim cannot be tested, and it says why', () => {
  const untested = claims.flatMap(({ id, test: { kind, ...more } }) => (kind === 'none' ? { id, ...more } : []));
  assert.deepEqual(ids(untested), ['model-not-data']);
  assert.ok(untested.every((one) => 'reason' in one && one.reason.length > 20));
});

test('where documentation and service disagree, the claim says what was observed', () => {
  const observed = claims.filter((claim) => claim.observed !== undefined);
  assert.deepEqual(ids(observed), ['between-instances', 'inbound-rules', 'outbound-rules', 'vpc-required']);
});

test('every rule has an id of its own, and a claim that is known', () => {
  assert.equal(new Set(ids(rules)).size, rules.length);
  for (const { id, claim } of rules) assert.ok(claim === undefined || ids(claims).includes(claim), `${id}: ${claim}`);
});

test('every claim that a run decides has a rule', () => {
  const decided = claims.filter((claim) => claim.test.kind === 'run');
  const covered = new Set(rules.map(({ claim }) => claim));
  assert.deepEqual(
    ids(decided).filter((id) => !covered.has(id)),
    [],
  );
});

test('every rule stands in the file named for it, on one line of the list', async () => {
  const list = await readFile(new URL('index.ts', import.meta.url), 'utf8');
  for (const { id } of rules) {
    const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    assert.ok(list.includes(`import { ${name} } from './${id}.ts';`), id);
    assert.match(list, new RegExp(`^ {2}${name},$`, 'm'));
  }
});

/* What must hold of every finding, over situations that make every rule speak. */

const everyCase: readonly Case[] = [
  {},
  { job: { vpc: undefined } },
  { job: { encrypted: undefined } },
  { job: { instances: 1 } },
  { job: { operation: 'CreateHyperParameterTuningJob', path: 'TrainingJobDefinition' } },
  { network: { unknownSubnets: ['subnet-x'] } },
  { network: { unknownSecurityGroups: ['sg-x'] } },
  { network: { securityGroups: [a.group('sg-1', { vpc: 'vpc-2' })] } },
  { network: { securityGroups: [a.group('sg-1', { ingress: [], egress: [] })] } },
  { network: { securityGroups: [a.group('sg-1', { egress: a.DEFAULT_EGRESS })] } },
  {
    network: {
      subnets: [a.subnet(0, { acl: a.acl([]), freeAddresses: 0, s3: 'none' }), a.subnet(1, { freeAddresses: 1 })],
    },
  },
  { network: { vpcs: [{ id: 'vpc-1', cidrs: ['10.0.0.0/16'], tenancy: 'dedicated' }] } },
];
const everyVerdict = [undefined, OBSERVED, STRICT].flatMap((options) =>
  everyCase.map((one) => verdictOf(options ? { ...one, options } : one)),
);

test('every rule speaks, and every rule that can be broken was', () => {
  const findings = everyVerdict.flatMap((verdict) => verdict.findings);
  assert.deepEqual(
    ids(rules).filter((id) => !findings.some(({ rule }) => rule === id)),
    [],
  );
  assert.deepEqual([...new Set(findings.filter(({ refuses }) => refuses).map(({ rule }) => rule))].sort(), [
    'between-instances',
    'default-tenancy',
    'free-addresses',
    'inbound-rules',
    'network-acls',
    'outbound-rules',
    'same-vpc',
    'security-groups-exist',
    'subnets-exist',
    'vpc-required',
  ]);
});

test('every finding is well formed', () => {
  for (const { findings, refusals } of everyVerdict) {
    assert.deepEqual(
      refusals,
      findings.filter(({ refuses }) => refuses),
    );
    for (const finding of findings) {
      const rule = rules.find(({ id }) => id === finding.rule);
      assert.deepEqual([finding.claim, finding.provenance], [rule?.claim, rule?.provenance]);
      assert.match(finding.text, /^\S.*[^.]\.$/, 'one sentence');
      assert.doesNotMatch(finding.text, /undefined|NaN|\[object/);
      assert.ok(!finding.refuses || finding.outcome === 'broken', finding.rule);
      if (finding.outcome === 'holds' || finding.outcome === 'broader') assert.deepEqual(finding.fix, []);
      for (const line of finding.fix) assert.ok(/^aws ec2 /.test(line) || line.endsWith('.'), line);
    }
  }
});

test('as observed, only what could not start at all is refused', () => {
  const observed = everyCase.flatMap((one) => verdictOf({ ...one, options: OBSERVED }).refusals);
  assert.deepEqual([...new Set(observed.map(({ rule }) => rule))].sort(), [
    'same-vpc',
    'security-groups-exist',
    'subnets-exist',
  ]);
  assert.ok(observed.every(({ provenance }) => provenance === 'ours'));
});
