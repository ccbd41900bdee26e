import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateManagedPrefixListCommand,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import fc from '../../verification/fast-check.ts';
import { setUp } from './testing/rules.ts';

test('revoking undoes what was authorised, for any permissions', async () => {
  const { client, group, ingress, egress, revoke, describe, GroupId } = await setUp();
  const groups = [GroupId, await group('other')];
  const { PrefixList } = await client.send(
    new CreateManagedPrefixListCommand({ PrefixListName: 'a', MaxEntries: 1, AddressFamily: 'IPv4' }),
  );
  const lists = [PrefixList?.PrefixListId ?? ''];
  const before = await describe();
  await fc.assert(
    fc.asyncProperty(permissions(groups, lists), fc.boolean(), async (wanted, out) => {
      await (out ? egress : ingress)(wanted);
      const during = await describe();
      assert.notDeepEqual(during, before);
      const change = { GroupId, IpPermissions: wanted };
      if (out) await client.send(new RevokeSecurityGroupEgressCommand(change));
      else await revoke(change);
      assert.deepEqual(await describe(), before);
      // What Describe gives can be given back as it is.
      await (out ? egress : ingress)(wanted);
      const described = ((await describe())[out ? 'IpPermissionsEgress' : 'IpPermissions'] ?? []).filter(
        ({ IpProtocol, IpRanges }) => !(out && IpProtocol === '-1' && IpRanges?.[0]?.CidrIp === '0.0.0.0/0'),
      );
      const back = { GroupId, IpPermissions: described };
      if (out) await client.send(new RevokeSecurityGroupEgressCommand(back));
      else await revoke(back);
      assert.deepEqual(await describe(), before);
    }),
    { numRuns: 60 },
  );
});

/** Permissions that EC2 takes, no two of which come to the same rule. */
function permissions(groups: readonly string[], lists: readonly string[]): fc.Arbitrary<IpPermission[]> {
  const octet = fc.integer({ min: 1, max: 254 });
  const described = { Description: fc.option(fc.constantFrom('a', 'b c'), { nil: undefined }) };
  const peer = fc.oneof(
    fc.record({
      IpRanges: fc.array(
        fc.record({
          CidrIp: fc
            .tuple(octet, octet, fc.integer({ min: 17, max: 32 }))
            .map(([a, b, size]) => `10.${a}.${b}.9/${size}`),
          ...described,
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({
      Ipv6Ranges: fc.array(fc.record({ CidrIpv6: octet.map((a) => `2001:db8:${a}::/48`), ...described }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    fc.record({ UserIdGroupPairs: fc.constantFrom(...groups).map((GroupId) => [{ GroupId }]) }),
    fc.record({ PrefixListIds: fc.constantFrom(...lists).map((PrefixListId) => [{ PrefixListId }]) }),
  );
  const port = fc.integer({ min: 0, max: 65_535 });
  const protocol = fc.oneof(
    fc.tuple(fc.constantFrom('tcp', 'udp', '6', '17'), port, port).map(([IpProtocol, a, b]) => ({
      IpProtocol,
      FromPort: Math.min(a, b),
      ToPort: Math.max(a, b),
    })),
    fc.record({ IpProtocol: fc.constantFrom('50', '51', '47', '0', '255') }),
    fc.record({
      IpProtocol: fc.constantFrom('icmp', '58'),
      FromPort: fc.integer({ min: -1, max: -1 }),
      ToPort: fc.constant(-1),
    }),
    fc.record({ IpProtocol: fc.constant('50'), FromPort: port, ToPort: port }),
  );
  return fc
    .array(
      fc.tuple(protocol, peer).map(([a, b]): IpPermission => ({ ...a, ...b })),
      { minLength: 1, maxLength: 6 },
    )
    .filter((list) => {
      const keys = list.flatMap((permission) => peersOf(permission).map((one) => `${normalised(permission)} ${one}`));
      return new Set(keys).size === keys.length;
    });
}

const NAMES: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '58': 'icmpv6' };

function normalised({ IpProtocol = '', FromPort, ToPort }: IpPermission): string {
  const name = NAMES[IpProtocol] ?? IpProtocol;
  return /^\d/.test(name) ? name : `${name} ${FromPort}-${ToPort}`;
}

function peersOf({ IpRanges, Ipv6Ranges, UserIdGroupPairs, PrefixListIds }: IpPermission): string[] {
  return [
    // Coarser than the service: two ranges in the same /16 are never both made.
    ...(IpRanges ?? []).map(({ CidrIp = '' }) => CidrIp.split('.', 2).join('.')),
    ...(Ipv6Ranges ?? []).map(({ CidrIpv6 = '' }) => CidrIpv6),
    ...(UserIdGroupPairs ?? []).map(({ GroupId = '' }) => GroupId),
    ...(PrefixListIds ?? []).map(({ PrefixListId = '' }) => PrefixListId),
  ];
}
