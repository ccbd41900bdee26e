import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprint } from './fingerprint.ts';
import type { Network } from './model.ts';
import * as a from './testing/sample.ts';

const self = (id: string) => a.group(id, { name: id });

test('ids do not matter', () => {
  const one = a.network({ subnets: [a.subnet(0)], securityGroups: [self('sg-1')] });
  const other = a.network({
    subnets: [a.subnet(0, { id: 'subnet-9', vpc: 'vpc-9', acl: { ...a.DEFAULT_ACL, id: 'acl-9' } })],
    securityGroups: [self('sg-9')],
  });
  assert.equal(fingerprint(one), fingerprint(other));
});

const different: Readonly<Record<string, Partial<Network>>> = {
  'another protocol': { securityGroups: [a.group('sg-1', { ingress: [a.line(a.ALL, a.toGroup('sg-1'))] })] },
  'other ports': { securityGroups: [a.group('sg-1', { ingress: [a.line(a.udp(501), a.toGroup('sg-1'))] })] },
  'a group that is not carried': {
    securityGroups: [a.group('sg-1', { ingress: a.documentedRows('sg-x') })],
  },
  'in and out exchanged': { securityGroups: [a.group('sg-1', { egress: [] })] },
  'another range': { subnets: [a.subnet(0), a.subnet(2)] },
  'IPv6 beside it': { subnets: [a.subnet(0), a.subnet(1, { ipv6Cidr: '2001:db8::/64' })] },
  'a denying entry': { subnets: [a.subnet(0), a.subnet(1, { acl: a.acl([a.entry(100, 'in', { allow: false })]) })] },
};

for (const [name, parts] of Object.entries(different)) {
  test(`${name} matters`, () => assert.notEqual(fingerprint(a.network(parts)), fingerprint(a.network())));
}

test('what a prefix list holds matters, not its id', () => {
  const through = (id: string, cidr: string) =>
    a.network({
      securityGroups: [a.group('sg-1', { ingress: [a.line(a.ESP, a.toList(id))] })],
      prefixLists: { [id]: [cidr] },
    });
  assert.equal(fingerprint(through('pl-1', '10.0.0.0/16')), fingerprint(through('pl-2', '10.0.0.0/16')));
  assert.notEqual(fingerprint(through('pl-1', '10.0.0.0/16')), fingerprint(through('pl-1', '10.0.0.0/17')));
});
