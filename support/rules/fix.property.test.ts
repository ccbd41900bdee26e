import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import fc from '../../verification/fast-check.ts';
import { FLOWS, isExactly } from '../network/flows.ts';
import type { AclEntry, Network, Permission } from '../network/model.ts';
import { anyNetwork, asIpv6 } from '../network/testing/random.ts';
import { judge } from './judge.ts';
import { DOCUMENTED, job, STRICT } from './testing/sample.ts';
import type { RuleOptions } from './types.ts';

/* Carries out on the model what a proposed line would do in EC2; takes no line that EC2 would not. */

function apply(network: Network, line: string): Network {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  assert.deepEqual(words.slice(0, 2), ['aws', 'ec2'], line);
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args: words.slice(3),
    options: {
      'group-id': text,
      'ip-permissions': text,
      'network-acl-id': text,
      'rule-number': text,
      'rule-action': text,
      protocol: text,
      'port-range': text,
      'cidr-block': text,
      'ipv6-cidr-block': text,
      ingress: flag,
      egress: flag,
    },
  });
  switch (words[2]) {
    case 'authorize-security-group-ingress':
      return authorize(network, 'ingress', values['group-id'], values['ip-permissions']);
    case 'authorize-security-group-egress':
      return authorize(network, 'egress', values['group-id'], values['ip-permissions']);
    case 'create-network-acl-entry': {
      assert.notEqual(values.ingress, values.egress);
      assert.equal(values['rule-action'], 'allow');
      const ports = /^From=(\d+),To=(\d+)$/
        .exec(values['port-range'] ?? '')
        ?.slice(1)
        .map(Number);
      return createEntry(network, values['network-acl-id'], {
        number: Number(values['rule-number']),
        direction: values.egress ? 'out' : 'in',
        allow: true,
        protocol: Number(values.protocol),
        ...(ports && { ports: { from: ports[0] as number, to: ports[1] as number } }),
        cidr: values['cidr-block'] ?? values['ipv6-cidr-block'] ?? '',
      });
    }
    default:
      return assert.fail(`no such subcommand: ${line}`);
  }
}

function authorize(network: Network, rows: 'ingress' | 'egress', id: string | undefined, shorthand = ''): Network {
  const [, udp, peer] =
    /^IpProtocol=(?:50|(udp,FromPort=500,ToPort=500)),UserIdGroupPairs=\[\{GroupId=([-\w]+)\}\]$/.exec(shorthand) ?? [];
  assert.ok(peer, shorthand);
  const permission: Permission = {
    ...(udp ? { protocol: 17, ports: { from: 500, to: 500 } } : { protocol: 50 }),
    peer: { kind: 'group', id: peer },
  };
  const group = network.securityGroups.find((one) => one.id === id);
  assert.ok(group, id);
  const same = (one: Permission) => JSON.stringify(one) === JSON.stringify(permission);
  assert.ok(!group[rows].some(same), 'EC2 refuses a duplicate');
  const fixed = { ...group, [rows]: [...group[rows], permission] };
  return { ...network, securityGroups: network.securityGroups.map((one) => (one === group ? fixed : one)) };
}

function createEntry(network: Network, id: string | undefined, entry: AclEntry): Network {
  assert.ok(entry.number >= 1 && entry.number <= 32766, `${entry.number}`);
  assert.ok(
    network.subnets.some(({ acl }) => acl.id === id),
    id,
  );
  const subnets = network.subnets.map((subnet) => {
    if (subnet.acl.id !== id) return subnet;
    const taken = subnet.acl.entries.some((one) => one.direction === entry.direction && one.number === entry.number);
    assert.ok(!taken, 'EC2 refuses a number that is taken');
    return { ...subnet, acl: { ...subnet.acl, entries: [...subnet.acl.entries, entry] } };
  });
  return { ...network, subnets };
}

const refusalsOf = (network: Network, options: RuleOptions) => judge(job(), network, options).refusals;
const isCommand = (line: string) => line.startsWith('aws ');

/** As they are and with IPv6 only; with an ACL for each subnet and with one for all, as most VPCs have. */
const anyFamily = fc.oneof({ weight: 3, arbitrary: anyNetwork }, { weight: 1, arbitrary: anyNetwork.map(asIpv6) });
const networks = fc.tuple(anyFamily, fc.boolean()).map(([network, shared]) => ({
  ...network,
  subnets: network.subnets.map((subnet) =>
    shared ? { ...subnet, acl: network.subnets[0]?.acl ?? subnet.acl } : subnet,
  ),
}));

const RUNS = { numRuns: 600, seed: 20261107 };

for (const [name, options] of Object.entries({ documented: DOCUMENTED, strict: STRICT })) {
  test(`what a ${name} rule proposes makes that rule hold`, () => {
    const fixed = new Map<string, number>();
    fc.assert(
      fc.property(networks, (network) => {
        for (const { rule, fix } of refusalsOf(network, options)) {
          if (!fix.every(isCommand) || fix.length === 0) continue;
          const after = judge(job(), fix.reduce(apply, network), options).findings.find((one) => one.rule === rule);
          assert.equal(after?.outcome === 'holds' || after?.outcome === 'broader', true, `${rule}: ${after?.text}`);
          fixed.set(rule, (fixed.get(rule) ?? 0) + 1);
        }
      }),
      RUNS,
    );
    assert.deepEqual([...fixed.keys()].sort(), ['inbound-rules', 'network-acls', 'outbound-rules']);
    for (const [rule, times] of fixed) assert.ok(times > 50, `${rule} was fixed ${times} times only`);
  });

  test(`all that the ${name} rules propose together fixes the job`, () => {
    fc.assert(
      fc.property(networks, (network) => {
        const refusals = refusalsOf(network, options);
        const lines = refusals.flatMap(({ fix }) => fix);
        fc.pre(lines.every(isCommand));
        assert.deepEqual(refusalsOf(lines.reduce(apply, network), options), []);
      }),
      RUNS,
    );
  });
}

test('a fix that is not carried out to the end does not fix', () => {
  const half = fc.check(
    fc.property(networks, (network) => {
      const lines = refusalsOf(network, DOCUMENTED).flatMap(({ fix }) => fix);
      fc.pre(lines.length > 1 && lines.every(isCommand));
      assert.deepEqual(refusalsOf(lines.slice(1).reduce(apply, network), DOCUMENTED), []);
    }),
    RUNS,
  );
  assert.equal(half.failed, true);
});

test('the entries proposed speak of IKE and ESP only, and touch no entry that is there', () => {
  fc.assert(
    fc.property(networks, (network) => {
      const lines = refusalsOf(network, DOCUMENTED).flatMap(({ fix }) => fix);
      const after = lines.filter(isCommand).reduce(apply, network);
      for (const [index, { acl }] of after.subnets.entries()) {
        const before = network.subnets[index]?.acl.entries ?? [];
        assert.deepEqual(acl.entries.slice(0, before.length), before);
        for (const added of acl.entries.slice(before.length)) assert.ok(FLOWS.some((flow) => isExactly(flow, added)));
      }
    }),
    RUNS,
  );
});
