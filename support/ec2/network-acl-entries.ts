import {
  CreateNetworkAclEntry$,
  type CreateNetworkAclEntryRequest,
  DeleteNetworkAclEntry$,
  type DeleteNetworkAclEntryRequest,
  type NetworkAclEntry as EntryDescription,
  ReplaceNetworkAclEntry$,
  type ReplaceNetworkAclEntryRequest,
} from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';
import { canonicalCidr } from './cidr.ts';
import {
  icmpOutOfRange,
  invalidParameter,
  malformedCidr,
  missingOneOf,
  missingParameter,
  notTogether,
} from './errors.ts';
import { find } from './lookup.ts';
import { operation } from './operation.ts';
import { checkedPorts } from './ports.ts';
import { protocolNumber } from './protocols.ts';
import type { NetworkAcl, NetworkAclEntry } from './records.ts';

/** EC2's default quota, for each direction. */
export const ENTRIES_PER_DIRECTION = 20;
const HIGHEST_NUMBER = 32_766;

export function describeEntry({
  number,
  egress,
  allow,
  protocol,
  ports,
  icmp,
  cidr,
  ipv6,
}: NetworkAclEntry): EntryDescription {
  return {
    RuleNumber: number,
    Egress: egress,
    RuleAction: allow ? 'allow' : 'deny',
    Protocol: protocol,
    ...(ipv6 ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
    ...(ports === undefined ? {} : { PortRange: { From: ports.from, To: ports.to } }),
    ...(icmp === undefined ? {} : { IcmpTypeCode: { Type: icmp.type, Code: icmp.code } }),
  };
}

type EntryRequest = CreateNetworkAclEntryRequest | ReplaceNetworkAclEntryRequest;

function entryOf(input: EntryRequest): NetworkAclEntry {
  const { RuleNumber: number = 0, RuleAction: given, Egress: egress = false, Protocol = '' } = input;
  // Recorded: `Allow` and `ALLOW` are taken too.
  const action = given?.toLowerCase();
  if (number < 1 || number > HIGHEST_NUMBER) {
    throw invalidParameter('ruleNumber', number, `Expecting 1 to ${HIGHEST_NUMBER}.`);
  }
  if (action !== 'allow' && action !== 'deny') throw invalidParameter('ruleAction', given, 'Expecting allow or deny.');
  const protocol = protocolNumber(Protocol.toLowerCase() === 'all' ? '-1' : Protocol);
  return { number, egress, allow: action === 'allow', protocol, ...portsOf(protocol, input), ...cidrOf(input) };
}

function portsOf(protocol: string, { PortRange: range, IcmpTypeCode: icmp, CidrBlock: v4 }: EntryRequest) {
  if (protocol === '6' || protocol === '17') return { ports: checkedPorts(range?.From, range?.To) };
  // As documented: ICMPv6 with an IPv4 range is allowed whatever its type.
  if (protocol !== '1' && (protocol !== '58' || v4 !== undefined)) return {};
  const { Type: type, Code: code } = icmp ?? {};
  if (type === undefined) throw missingParameter('Icmp.Type');
  if (code === undefined) throw missingParameter('Icmp.Code');
  if (type < -1 || type > 255) throw icmpOutOfRange('type', type);
  if (code < -1 || code > 255) throw icmpOutOfRange('code', code);
  return { icmp: { type, code } };
}

function cidrOf({ CidrBlock: v4, Ipv6CidrBlock: v6 }: EntryRequest): Pick<NetworkAclEntry, 'cidr' | 'ipv6'> {
  if (v4 !== undefined && v6 !== undefined) throw notTogether('cidrBlock', 'ipv6CidrBlock');
  const given = v4 ?? v6;
  if (given === undefined) throw missingOneOf('CidrBlock', 'Ipv6CidrBlock');
  const cidr = canonicalCidr(given, v4 === undefined ? 'IPv6' : 'IPv4');
  if (cidr === undefined) throw malformedCidr(given);
  return { cidr, ipv6: v4 === undefined };
}

const indexOf = (acl: NetworkAcl, { number, egress }: Pick<NetworkAclEntry, 'number' | 'egress'>) =>
  acl.entries.findIndex((entry) => entry.number === number && entry.egress === egress);

const noSuchEntry = (acl: NetworkAcl, number: number) =>
  new ServiceError(
    'InvalidNetworkAclEntry.NotFound',
    `The network acl entry identified by ${number} in the network acl '${acl.id}' does not exist`,
  );

const createEntry = operation<CreateNetworkAclEntryRequest, object>(CreateNetworkAclEntry$, (input, region) => {
  const acl = find('acl', region, input.NetworkAclId ?? '');
  const entry = entryOf(input);
  if (indexOf(acl, entry) >= 0) {
    // Observed.
    const text = `The network acl entry identified by ${entry.number} already exists.`;
    throw new ServiceError('NetworkAclEntryAlreadyExists', text);
  }
  const made = acl.entries.filter(({ egress, number }) => egress === entry.egress && number <= HIGHEST_NUMBER);
  if (made.length >= ENTRIES_PER_DIRECTION) {
    const text = `A network ACL can have no more than ${ENTRIES_PER_DIRECTION} entries in each direction.`;
    throw new ServiceError('NetworkAclEntryLimitExceeded', text);
  }
  acl.entries.push(entry);
  return {};
});

const replaceEntry = operation<ReplaceNetworkAclEntryRequest, object>(ReplaceNetworkAclEntry$, (input, region) => {
  const acl = find('acl', region, input.NetworkAclId ?? '');
  const entry = entryOf(input);
  const index = indexOf(acl, entry);
  if (index < 0) throw noSuchEntry(acl, entry.number);
  acl.entries[index] = entry;
  return {};
});

const deleteEntry = operation<DeleteNetworkAclEntryRequest, object>(
  DeleteNetworkAclEntry$,
  ({ NetworkAclId = '', RuleNumber: number = 0, Egress: egress = false }, region) => {
    const acl = find('acl', region, NetworkAclId);
    const index = indexOf(acl, { number, egress });
    if (index < 0 || number > HIGHEST_NUMBER) throw noSuchEntry(acl, number);
    acl.entries.splice(index, 1);
    return {};
  },
);

export const operations = [createEntry, replaceEntry, deleteEntry];
