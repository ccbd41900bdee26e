import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FLOWS } from '../../../../network/flows.ts';
import { DEFAULT_EGRESS, ESP, group, IKE, line, toGroup } from '../../../../network/testing/sample.ts';
import { flowName } from '../../../../network/words.ts';
import { evidence, SAMPLES } from '../testing/samples.ts';
import type { Picture } from '../types.ts';
import { network } from './index.ts';

const drawn = (name: string): Promise<Picture> => {
  const sample = SAMPLES[name];
  assert.ok(sample, `there is no sample ${name}`);
  return network(sample);
};

/** `UDP 500 out: missing` for each box of a flow, by the class it is drawn with. */
const gates = ({ svg }: Picture): readonly string[] =>
  [...svg.matchAll(/<g [^>]*class="gate ([a-z-]+)"><title>(.*?)[:(]/g)].map(([, mark, name]) => `${name}: ${mark}`);

const count = ({ svg }: Picture, part: string): number => svg.split(part).length - 1;

const row = (picture: Picture, part: string): readonly string[] | undefined =>
  picture.table?.rows.find(([first]) => first === part);

const ALL_GATES = ['UDP 500 out', 'ESP out', 'UDP 500 in', 'ESP in'];

test('the documented network: all four flows pass as documented, and nothing is missing', async () => {
  const picture = await drawn('documented');
  assert.deepEqual(new Set(gates(picture)), new Set(ALL_GATES.map((name) => `${name}: documented`)));
  assert.equal(count(picture, 'class="flow documented"'), 8);
  assert.doesNotMatch(picture.svg, /missing/);
});

for (const direction of ['in', 'out'] as const) {
  for (const flow of FLOWS) {
    const name = `${flowName(flow)} ${direction}`;
    test(`${name} taken away is drawn as missing, dashed and crossed, and told`, async () => {
      const left = [line(flow === 'ike' ? ESP : IKE, toGroup('sg-1'))];
      const lacking = group('sg-1', direction === 'in' ? { ingress: left } : { egress: left });
      const picture = await network(evidence({ securityGroups: [lacking] }));
      assert.deepEqual(
        new Set(gates(picture)),
        new Set(ALL_GATES.map((one) => `${one}: ${one === name ? 'missing' : 'documented'}`)),
      );
      assert.equal(count(picture, 'class="flow missing"'), 2);
      assert.match(picture.svg, /<g class="flow missing"[^>]*><path d="M[^"]*" stroke-dasharray="5 4"/);
      assert.notEqual(picture.svg, (await drawn('documented')).svg);
      assert.ok(picture.alt.includes(`${name} is missing.`), picture.alt);
      assert.deepEqual(row(picture, name)?.slice(1), ['no security group', 'missing']);
    });
  }
}

test('default egress is broader than documented, and says what it is', async () => {
  const picture = await drawn('default-egress');
  assert.deepEqual(
    gates(picture).filter((gate) => gate.includes('out')),
    ['UDP 500 out: broader', 'ESP out: broader'],
  );
  assert.match(picture.svg, />default egress</);
  assert.match(picture.alt, /ESP out passes, default egress\./);
});

test('where only documented rows count, what is broader is too broad, and no other is', async () => {
  const picture = await drawn('strict');
  assert.deepEqual(
    new Set(gates(picture)),
    new Set(['UDP 500 out: too-broad', 'ESP out: too-broad', 'UDP 500 in: documented', 'ESP in: documented']),
  );
});

test('a broader flow beside a missing one is not too broad', async () => {
  const egress = [line(ESP, { kind: 'cidr', cidr: '0.0.0.0/0' })];
  const picture = await network(evidence({ securityGroups: [group('sg-1', { egress })] }));
  assert.deepEqual(
    gates(picture).filter((gate) => gate.includes('out')),
    ['UDP 500 out: missing', 'ESP out: broader'],
  );
});

test('a closest match is reported beside what is missing', async () => {
  const picture = await drawn('closest match');
  assert.match(picture.svg, />near: 10\.0\.0\.0\/25</);
  assert.match(String(row(picture, 'ESP in')?.[2]), /^missing; 10\.0\.0\.0\/25 covers half of subnet-0/);
});

test('a network ACL that stops a flow stands before the other instance, and stops that flow only', async () => {
  const stopped = await drawn('network-acl');
  assert.match(stopped.svg, /Network ACL between subnets/);
  assert.match(stopped.svg, /⊘ acl-1 stops ESP out/);
  assert.equal(count(stopped, 'class="flow missing"'), 2);
  const [subnet] = SAMPLES['network-acl']?.network?.subnets ?? [];
  const espOnly = await network(
    evidence({
      subnets: [subnet, subnet].flatMap((one, n) =>
        one ? [{ ...one, id: `subnet-${n}`, cidr: `10.0.${n}.0/24` }] : [],
      ),
    }),
  );
  assert.equal(count(espOnly, 'class="flow missing"'), 1);
  assert.equal(count(espOnly, 'class="flow documented"'), 9);
});

test('with several groups each flow says which of them lets it through', async () => {
  const picture = await drawn('two-groups');
  assert.match(picture.svg, />by sg-2</);
  assert.deepEqual(row(picture, 'ESP in')?.[1], 'sg-1');
});

test('a group of another VPC stands in that VPC, and no flow is drawn', async () => {
  const picture = await drawn('other-vpc');
  assert.equal(count(picture, 'class="vpc"'), 2);
  assert.match(picture.svg, /in another VPC than the subnets/);
  assert.equal(count(picture, 'class="group missing"'), 1);
  assert.deepEqual(gates(picture), []);
  assert.match(picture.alt, /names subnets and security groups of 2 VPCs/);
});

test('ids that are not there stand apart', async () => {
  const picture = await drawn('unknown');
  assert.match(picture.svg, />Ids not found</);
  assert.match(picture.svg, />subnet-gone</);
  assert.deepEqual(row(picture, 'subnet subnet-gone')?.[2], 'not found');
});

test('a network that was not read is said to be so', async () => {
  const picture = await drawn('unread');
  assert.match(picture.svg, />Ids not read</);
  assert.deepEqual(gates(picture), []);
});

test('no VPC: one that the service manages, without subnets and groups of anybody', async () => {
  const picture = await drawn('no-vpc-clear');
  assert.match(picture.svg, />VPC that the service manages</);
  assert.doesNotMatch(picture.svg, /class="(subnet|group)"/);
  assert.match(picture.svg, /class="note clear"/);
  assert.equal(count(picture, 'class="flow clear"'), 2);
});

test('no VPC, and encryption asked for: refused where the documentation is enforced, unknown where it is not', async () => {
  assert.match((await drawn('no-vpc')).svg, /class="note missing"/);
  assert.match((await drawn('no-vpc-observed')).svg, /class="note unknown"/);
});

test('encryption not asked for: unencrypted', async () => {
  const picture = await drawn('not-encrypted');
  assert.match(picture.alt, /unencrypted: the request does not ask for encryption/);
  assert.deepEqual(gates(picture), []);
  assert.equal(count(picture, 'class="flow clear"'), 2);
});

test('a single instance has no other: what is missing is not needed', async () => {
  const picture = await drawn('single-instance');
  assert.match(picture.svg, />no other instance: nothing to encrypt</);
  assert.deepEqual(
    gates(picture).filter((gate) => gate.includes('out')),
    ['UDP 500 out: not-needed', 'ESP out: not-needed'],
  );
  assert.equal(count(picture, 'class="flow missing"'), 0);
  assert.doesNotMatch((await drawn('acl-single-instance')).svg, /class="(flow|subnet|gate) missing"/);
});

test('where the number of instances is not given none is placed', async () => {
  const { svg } = await drawn('instances-not-given');
  assert.match(svg, />number of instances not given</);
  assert.doesNotMatch(svg, /class="instance"|>no instance<|>modelled placement</);
});

test('of twenty instances eight are drawn, and twelve more told', async () => {
  const picture = await drawn('twenty-instances');
  assert.equal(count(picture, '<title>instance '), 8);
  assert.equal(count(picture, '+6 more'), 2);
  assert.match(picture.alt, /20 × ml\.p4d\.24xlarge/);
});

test('sixteen subnets are all drawn, by zone, no wider than a phone', async () => {
  const picture = await drawn('sixteen-subnets');
  assert.equal(count(picture, 'class="subnet"'), 16);
  assert.equal(count(picture, 'class="zone"'), 3);
  assert.match(picture.svg, /viewBox="0 0 328 /);
});

test('names are text, and cut names are whole in their title', async () => {
  const picture = await drawn('hostile');
  assert.doesNotMatch(picture.svg, /<script|\u202e|\p{Cc}/u);
  assert.match(picture.svg, /&lt;script/);
  const long = await drawn('sixteen-subnets');
  assert.match(long.svg, /<title>subnet subnet-0a1b2c3d4e5f67810 10\.0\.0\.0\/24 eu-central-1a<\/title>/);
  assert.match(long.svg, />subnet-0…e5f67810</);
});

test('the default egress of one group and the rows of another make a whole', async () => {
  const groups = [group('sg-1', { egress: [] }), group('sg-2', { ingress: [], egress: DEFAULT_EGRESS })];
  const picture = await network(evidence({ securityGroups: groups }));
  assert.deepEqual(row(picture, 'ESP out')?.slice(1), ['sg-2', 'default egress']);
});
