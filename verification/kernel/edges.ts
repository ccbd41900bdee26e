import type { Network, Permission } from '../../support/network/model.ts';
import * as a from '../../support/network/testing/sample.ts';

/** A subnet of 11 instances, .4 to .14, and groups that let these ranges in and out, and nothing else. */
function only(...cidrs: readonly string[]): Network {
  const lines = cidrs.map((cidr) => a.line(a.ALL, a.toCidr(cidr)));
  const ipv6 = cidrs.some((cidr) => cidr.includes(':'));
  const subnet = ipv6 ? { cidr: '', ipv6Cidr: '2001:db8::/124' } : { cidr: '10.0.0.0/28' };
  return a.network({
    subnets: [a.subnet(0, subnet)],
    securityGroups: [a.group('sg-1', { ingress: lines, egress: lines })],
  });
}

/** The documented rows, with these lines in place of those for inbound ESP. */
const espBy = (...lines: readonly Permission[]): Network =>
  a.network({ securityGroups: [a.group('sg-1', { ingress: [a.line(a.IKE, a.toGroup('sg-1')), ...lines] })] });

const ikeBy = (...lines: readonly Permission[]): Network =>
  a.network({ securityGroups: [a.group('sg-1', { ingress: [a.line(a.ESP, a.toGroup('sg-1')), ...lines] })] });

const self = a.toGroup('sg-1');

/** What chance seldom makes: an address more or less, a port more or less, one version of IP and the other. */
export const edges: Readonly<Record<string, Network>> = {
  'the documented rows': a.network(),
  'just the addresses of instances': only('10.0.0.4/30', '10.0.0.8/30', '10.0.0.12/31', '10.0.0.14/32'),
  'without the first address': only('10.0.0.5/32', '10.0.0.6/31', '10.0.0.8/29'),
  'without the last address': only('10.0.0.4/30', '10.0.0.8/30', '10.0.0.12/31'),
  'without one address between': only('10.0.0.4/30', '10.0.0.8/30', '10.0.0.13/32', '10.0.0.14/32'),
  'just the addresses of instances, IPv6': only(
    '2001:db8::4/126',
    '2001:db8::8/126',
    '2001:db8::c/127',
    '2001:db8::e/128',
  ),
  'without the first address, IPv6': only('2001:db8::5/128', '2001:db8::6/127', '2001:db8::8/125'),
  'without the last address, IPv6': only('2001:db8::4/126', '2001:db8::8/126', '2001:db8::c/127'),
  'without one address between, IPv6': only('2001:db8::4/126', '2001:db8::8/126', '2001:db8::d/128', '2001:db8::e/128'),
  'ESP with ports': espBy(a.line({ protocol: 50, ports: { from: 7, to: 9 } }, a.toCidr('10.0.0.0/16'))),
  'ESP with port 0': espBy(a.line({ protocol: 50, ports: { from: 0, to: 0 } }, a.toCidr('10.0.0.0/16'))),
  'UDP port 50': espBy(a.line(a.udp(50), self)),
  'TCP port 50': espBy(a.line(a.tcp(50), self)),
  AH: espBy(a.line({ protocol: 51 }, self)),
  'UDP 499 to 501': ikeBy(a.line(a.udp(499, 501), self)),
  'UDP up to 499': ikeBy(a.line(a.udp(0, 499), self)),
  'UDP from 501': ikeBy(a.line(a.udp(501, 65535), self)),
  'TCP 500': ikeBy(a.line(a.tcp(500), self)),
  'UDP without ports': ikeBy(a.line({ protocol: 17 }, self)),
  'one subnet with IPv4 only, one with IPv6 only': a.network({
    subnets: [a.subnet(0), a.subnet(1, { cidr: '', ipv6Cidr: '2001:db8::/64' })],
  }),
  'an ACL that denies between two subnets with IPv4 only, beside one with IPv6 only': a.network({
    subnets: [
      a.subnet(0),
      a.subnet(1, { acl: a.acl([a.entry(1, 'out', { allow: true }), a.entry(2, 'in', { allow: false })]) }),
      a.subnet(2, { cidr: '', ipv6Cidr: '2001:db8::/64' }),
    ],
  }),
};
