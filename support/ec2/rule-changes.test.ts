import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  ModifySecurityGroupRulesCommand,
  type SecurityGroupRuleRequest,
  UpdateSecurityGroupRuleDescriptionsEgressCommand,
  UpdateSecurityGroupRuleDescriptionsIngressCommand,
} from '@aws-sdk/client-ec2';
import { failsWith } from './testing/ec2.ts';
import { anywhere, setUp } from './testing/rules.ts';

suite('ModifySecurityGroupRules', () => {
  async function withRules() {
    const all = await setUp();
    const { SecurityGroupRules } = await all.ingress([
      { IpProtocol: '50', IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
      { IpProtocol: '50', IpRanges: [{ CidrIp: '11.0.0.0/8' }] },
    ]);
    const [a = '', b = ''] = SecurityGroupRules?.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId ?? '') ?? [];
    const modify = (...updates: (readonly [string, SecurityGroupRuleRequest | undefined])[]) =>
      all.client.send(
        new ModifySecurityGroupRulesCommand({
          GroupId: all.GroupId,
          SecurityGroupRules: updates.map(([SecurityGroupRuleId, SecurityGroupRule]) => ({
            SecurityGroupRuleId,
            SecurityGroupRule,
          })),
        }),
      );
    return { ...all, a, b, modify };
  }

  test('replaces a rule and keeps its id', async () => {
    const { a, modify, rules } = await withRules();
    const { Return } = await modify([
      a,
      { IpProtocol: 'udp', FromPort: 500, ToPort: 500, CidrIpv4: '10.0.0.0/16', Description: 'IKE' },
    ]);
    assert.equal(Return, true);
    const rule = (await rules()).find(({ SecurityGroupRuleId }) => SecurityGroupRuleId === a);
    assert.deepEqual(
      [rule?.IpProtocol, rule?.FromPort, rule?.ToPort, rule?.CidrIpv4, rule?.Description],
      ['udp', 500, 500, '10.0.0.0/16', 'IKE'],
    );
  });

  test('can swap two rules', async () => {
    const { a, b, modify } = await withRules();
    await modify([a, { IpProtocol: '50', CidrIpv4: '11.0.0.0/8' }], [b, { IpProtocol: '50', CidrIpv4: '10.0.0.0/8' }]);
  });

  test('refuses what it cannot make of a rule', async () => {
    const { a, b, modify, describe, GroupId } = await withRules();
    const before = await describe();
    const esp = { IpProtocol: '50', CidrIpv4: '11.0.0.0/8' };
    await assert.rejects(modify([a, esp]), failsWith('InvalidPermission.Duplicate'));
    const other = { IpProtocol: '51', CidrIpv4: '11.0.0.0/8' };
    await assert.rejects(modify([a, other], [b, other]), failsWith('InvalidParameterValue', 'multiple times'));
    await assert.rejects(modify([a, other], [a, other]), failsWith('InvalidParameterValue', 'more than once'));
    await assert.rejects(
      modify([a, { IpProtocol: '50', ReferencedGroupId: GroupId }]),
      failsWith('InvalidParameterValue', 'You may not specify a referenced group id for an existing IPv4 CIDR rule'),
    );
    await assert.rejects(modify([a, undefined]), failsWith('MissingParameter'));
    await assert.rejects(modify([a, { ...esp, CidrIpv6: '::/0' }]), failsWith('InvalidParameterCombination'));
    await assert.rejects(modify([a, { ...esp, IpProtocol: 'esp' }]), failsWith('InvalidParameterValue', 'esp'));
    const unknown = 'sgr-0123456789abcdef0';
    await assert.rejects(modify([unknown, esp]), failsWith('InvalidSecurityGroupRuleId.NotFound', unknown));
    await assert.rejects(modify([a, other], [unknown, esp]), failsWith('InvalidSecurityGroupRuleId.NotFound'));
    await assert.rejects(modify(), failsWith('MissingParameter', 'SecurityGroupRule'));
    assert.deepEqual(await describe(), before);
  });
});

suite('descriptions', () => {
  test('are changed by rule and by permission', async () => {
    const { client, GroupId, ingress, describe } = await setUp();
    const { SecurityGroupRules } = await ingress({
      IpProtocol: '50',
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'a' }],
    });
    const SecurityGroupRuleId = SecurityGroupRules?.[0]?.SecurityGroupRuleId;
    const update = (input: object) =>
      client.send(new UpdateSecurityGroupRuleDescriptionsIngressCommand({ GroupId, ...input }));
    const description = async () => (await describe()).IpPermissions?.[0]?.IpRanges?.[0]?.Description;
    await update({ SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId, Description: 'b' }] });
    assert.equal(await description(), 'b');
    await update({ IpPermissions: [{ IpProtocol: '50', IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'c' }] }] });
    assert.equal(await description(), 'c');
    await update({ SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId }] });
    assert.equal(await description(), undefined);
    const egress = new UpdateSecurityGroupRuleDescriptionsEgressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'out' }] }],
    });
    await client.send(egress);
    assert.equal((await describe()).IpPermissionsEgress?.[0]?.IpRanges?.[0]?.Description, 'out');
    await assert.rejects(update({}), failsWith('MissingParameter'));
    await assert.rejects(
      update({ SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId, Description: '<' }] }),
      failsWith('InvalidParameterValue', 'Invalid rule description'),
    );
    await assert.rejects(
      update({ SecurityGroupRuleDescriptions: [{ Description: 'a' }] }),
      failsWith('MissingParameter'),
    );
    await assert.rejects(
      update({ IpPermissions: [{ IpProtocol: '51', ...anywhere }] }),
      failsWith('InvalidPermission.NotFound'),
    );
  });
});
