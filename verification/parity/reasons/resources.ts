import type { Reason } from '../reason.ts';

/** VPCs, subnets, network ACLs, routes, endpoints, prefix lists and interfaces, as they are read back. */
export const resources: readonly Reason[] = [
  {
    id: 'states-at-once',
    verdict: 'unspecified',
    what: 'what is made or changed has its last state at once',
    why: 'EC2 answers with a state in between, as in the examples of its reference, but promises no time for it.',
    covers: [{ field: /State$|^NetworkInterface\.Status$/, ours: /^(pending|\w+-in-progress)$/ }],
  },
  {
    id: 'optional-members',
    verdict: 'unspecified',
    what: 'members that clients here do not need are missing',
    why: 'The API reference lists them, and says of none that it is always there.',
    covers: [
      {
        field:
          /(EnableDns64|MapCustomerOwnedIpOnLaunch|NetworkBorderGroup|OptInStatus|PublicIpv4Pool|AvailabilityZoneId)$/,
        theirs: /^absent$/,
      },
      {
        field: /^AvailabilityZones\[\]\.GroupName$|^ServiceDetails\[\]\.ServiceRegion$|^AssociationState$/,
        theirs: /^absent$/,
      },
      { field: /^ClientToken$|RequesterManaged$|Origin$|^NetworkAcl\.OwnerId$|CreationTimestamp$/, theirs: /^absent$/ },
      { field: /NatGatewayAddresses\[\]\.(IsPrimary|Status)$|ConnectivityType$/, theirs: /^(absent|None)$/ },
    ],
  },
  {
    id: 'further-members',
    verdict: 'unspecified',
    what: 'members are there that the embedded EC2 leaves out',
    why: 'They are made up (zones, requesters) or do not concern what is tested here (address types, service ids).',
    covers: [
      {
        field: /(DnsOptions|IpAddressType|HostedZoneId|ServiceId|RequesterId|NetworkInterface\.Association)$/,
        ours: /^absent$/,
      },
      { field: /^PrefixLists\[\]\.(MaxEntries|Version)$/, ours: /^absent$/ },
    ],
  },
  {
    id: 'dhcp-options',
    verdict: 'unspecified',
    what: 'a VPC has the DHCP options "default"',
    why: 'The API reference wants the id of a set, but takes "default" for none when one is associated.',
    covers: [{ field: /DhcpOptionsId$/ }],
  },
  {
    id: 'mac-addresses',
    verdict: 'theirs',
    what: 'MAC addresses are none',
    why: 'API reference, NetworkInterface: MacAddress, six octets.',
    covers: [{ field: /MacAddress$/ }],
  },
  {
    id: 'interface-addresses',
    verdict: 'theirs',
    what: 'the address of an interface is not one of its subnet, even when it was asked for',
    why: 'API reference, CreateNetworkInterface: EC2 selects one from the subnet’s range, or takes the one that is given.',
    workaround: 'interface-addresses',
    covers: [{ field: /^NetworkInterfaces?.*PrivateIpAddress$/ }],
  },
  {
    id: 'free-addresses',
    verdict: 'theirs',
    what: 'interfaces take none of the free addresses of their subnet',
    why: 'API reference, Subnet: AvailableIpAddressCount, the addresses that are unused.',
    workaround: 'free-addresses',
    covers: [{ field: /AvailableIpAddressCount$/ }],
  },
  {
    id: 'nat-addresses',
    verdict: 'theirs',
    what: 'a NAT gateway has no address, or one outside its subnet',
    why: 'API reference, NatGatewayAddress.',
    covers: [{ field: /NatGatewayAddresses/ }],
  },
  {
    id: 'tags-dropped',
    verdict: 'theirs',
    what: 'tags given on creation are dropped, and a tag of another value is taken away',
    why: 'API reference, TagSpecifications; DeleteTags: a tag that is given with a value goes only with that value.',
    covers: [{ field: /(Tags|TagSet)(\[\])?$/, theirs: /^absent$/ }],
  },
  {
    id: 'acl-associations',
    verdict: 'theirs',
    what: 'no subnet is associated with a network ACL, nor can one be',
    why: 'API reference, NetworkAcl: each subnet has one, the VPC’s default one from the beginning.',
    workaround: 'network-acl-associations',
    covers: [
      {
        call: /^(Network ACLs|Default VPC|Reading)/,
        field: /^NetworkAcls/,
        engine: 'ministack',
        ours: /NetworkAclAssociationId/,
      },
      { field: /^answer$/, theirs: /^impossible without <(new-)?association>$/ },
    ],
  },
  {
    id: 'acl-filters',
    verdict: 'theirs',
    what: 'network ACLs are not filtered by subnet or entry',
    why: 'API reference, DescribeNetworkAcls: its filters.',
    workaround: 'network-acl-associations',
    covers: [
      { field: /^NetworkAcls\[\]$/, ours: /^absent$/ },
      { call: /^Network ACLs: the subnet with the other one$/, field: /^NetworkAcls\[\]/, engine: 'ministack' },
    ],
  },
  {
    id: 'acl-last-entry',
    verdict: 'theirs',
    what: 'a network ACL that is made lacks the last entries, which deny everything',
    why: 'Amazon VPC user guide, network ACLs: they are always there, and CreateNetworkAcl’s example shows them as 32767.',
    covers: [{ field: /^NetworkAcls?(\[\])?\.Entries(\[\])?$/, ours: /32767/ }],
  },
  {
    id: 'acl-entry-members',
    verdict: 'theirs',
    what: 'ports, or types of ICMP, are missing from entries of network ACLs, or kept for ESP',
    why: 'API reference, NetworkAclEntry: PortRange for TCP and UDP, IcmpTypeCode for ICMP.',
    covers: [{ field: /(IcmpTypeCode|PortRange)$/ }],
  },
  {
    id: 'default-vpc-internet',
    verdict: 'theirs',
    what: 'the default VPC has no way to the internet, or no DNS host names',
    why: 'Amazon VPC user guide, default VPCs: an internet gateway, a route to it, DNS host names on.',
    covers: [{ call: /^Default VPC: its (internet gateway|route table|DNS host names)$/ }],
  },
  {
    id: 'routes-unfiltered',
    verdict: 'theirs',
    what: 'route tables are not filtered by the gateway of a route',
    why: 'API reference, DescribeRouteTables: route.gateway-id.',
    covers: [{ call: /^Routing: /, field: /^RouteTables/, ours: /^absent$/, engine: 'ministack' }],
  },
  {
    id: 'endpoint-routes',
    verdict: 'theirs',
    what: 'the route of a gateway endpoint does not come and go with it',
    why: 'API reference, CreateVpcEndpoint and ModifyVpcEndpoint: a gateway endpoint is a route in each of its tables.',
    covers: [{ call: /^VPC endpoints: the route/, field: /^RouteTables/ }],
  },
  {
    id: 'endpoint-members',
    verdict: 'theirs',
    what: 'type, policy, private DNS, groups, interfaces or names of an endpoint are missing or not its own',
    why: 'API reference, VpcEndpoint. The type is Gateway by default, which has no private DNS; names end in vpce.amazonaws.com.',
    covers: [
      {
        field:
          /^VpcEndpoints?(\[\])?\.(VpcEndpointType|PolicyDocument|PrivateDnsEnabled|Groups|NetworkInterfaceIds|DnsEntries)/,
      },
    ],
  },
  {
    id: 'endpoint-services',
    verdict: 'theirs',
    what: 'there is no service to make endpoints for',
    why: 'API reference, DescribeVpcEndpointServices.',
    covers: [{ field: /^Service(Names|Details)$/, theirs: /^absent$/ }],
  },
  {
    id: 'endpoint-failures',
    verdict: 'theirs',
    what: 'endpoints that could not be deleted are not listed',
    why: 'API reference, DeleteVpcEndpoints: Unsuccessful.',
    covers: [{ field: /^Unsuccessful$/ }],
  },
  {
    id: 'prefix-list-versions',
    verdict: 'theirs',
    what: 'older versions of a prefix list have the entries of the newest',
    why: 'API reference, GetManagedPrefixListEntries: TargetVersion.',
    covers: [{ field: /^Entries\[\]$/, ours: /^absent$/ }],
  },
  {
    id: 'prefix-list-members',
    verdict: 'theirs',
    what: 'name or ARN of a prefix list is missing or not EC2’s; one that is deleted shows its tags; an entry has an empty description',
    why: 'API reference, ManagedPrefixList: its name; the ARN of a service’s list has the account aws, as in the reference’s examples.',
    covers: [
      { field: /^PrefixLists?(\[\])?\.(PrefixListName|PrefixListArn|Tags)$/ },
      { field: /^Entries\[\]\.Description$/ },
    ],
  },
  {
    id: 'service-ranges',
    verdict: 'unspecified',
    what: 'the addresses of services are others, or missing',
    why: 'They change; all of these are made up.',
    covers: [{ field: /^PrefixLists\[\]\.Cidrs(\[\])?$/ }],
  },
  {
    id: 'endpoint-shape',
    verdict: 'theirs',
    what: 'members of an endpoint are missing, or have the value of another type of endpoint',
    why: 'Recorded from AWS for an interface endpoint: IpAddressType, DnsOptions, ServiceRegion.',
    covers: [{ field: /^VpcEndpoints?(\[\])?\.(IpAddressType|DnsOptions(\.DnsRecordIpType)?|ServiceRegion)$/ }],
  },
  {
    id: 'zone-group-name',
    verdict: 'theirs',
    what: 'the long name of the group of a zone is missing',
    why: 'Recorded from AWS: GroupLongName.',
    covers: [{ field: /^AvailabilityZones\[\]\.GroupLongName$/ }],
  },
];
