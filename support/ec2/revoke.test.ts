import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { RevokeSecurityGroupEgressCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2';
import { failsWith } from './testing/ec2.ts';
import { anywhere, empty, setUp } from './testing/rules.ts';

suite('revoking', () => {
  test('by what is permitted, whatever its description', async () => {
    const { ingress, revoke, describe, GroupId } = await setUp();
    const { SecurityGroupRules } = await ingress({
      IpProtocol: '50',
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'a' }, { CidrIp: '11.0.0.0/8' }],
    });
    const answer = await revoke({
      IpPermissions: [{ IpProtocol: '50', FromPort: 0, ToPort: 0, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
    });
    assert.equal(answer.Return, true);
    assert.deepEqual(answer.UnknownIpPermissions, []);
    assert.deepEqual(answer.RevokedSecurityGroupRules, [
      {
        SecurityGroupRuleId: SecurityGroupRules?.[0]?.SecurityGroupRuleId,
        GroupId,
        IsEgress: false,
        IpProtocol: '50',
        CidrIpv4: '10.0.0.0/8',
        Description: 'a',
      },
    ]);
    assert.deepEqual((await describe()).IpPermissions?.[0]?.IpRanges, [{ CidrIp: '11.0.0.0/8' }]);
  });

  test('the default outbound rule', async () => {
    const { client, GroupId, describe } = await setUp();
    const IpPermissions = [{ IpProtocol: '-1', ...anywhere }];
    await client.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
    assert.deepEqual((await describe()).IpPermissionsEgress, []);
  });

  test('by rule id', async () => {
    const { client, GroupId, ingress, revoke, rules, group } = await setUp();
    const { SecurityGroupRules } = await ingress({ IpProtocol: '50', UserIdGroupPairs: [{ GroupId }] });
    const id = SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? '';
    const byId = (command: typeof RevokeSecurityGroupEgressCommand, owner: string) =>
      client.send(new command({ GroupId: owner, SecurityGroupRuleIds: [id] }));
    const unknown = failsWith(
      'InvalidSecurityGroupRuleId.NotFound',
      `The security group rule ID '${id}' does not exist`,
    );
    await assert.rejects(byId(RevokeSecurityGroupEgressCommand, GroupId), unknown);
    const other = await group('other');
    await assert.rejects(
      client.send(new RevokeSecurityGroupIngressCommand({ GroupId: other, SecurityGroupRuleIds: [id] })),
      unknown,
    );
    const answer = await revoke({ SecurityGroupRuleIds: [id] });
    assert.equal(answer.RevokedSecurityGroupRules?.[0]?.ReferencedGroupId, GroupId);
    assert.equal((await rules()).length, 1);
    await assert.rejects(revoke({ SecurityGroupRuleIds: [id] }), unknown);
    await assert.rejects(
      revoke({ SecurityGroupRuleIds: ['rule'] }),
      failsWith('InvalidSecurityGroupRuleId.Malformed', 'rule'),
    );
  });

  test('what is not there is an error, and revokes nothing', async () => {
    const { ingress, revoke, rules } = await setUp();
    const there = { IpProtocol: '50', ...anywhere };
    await ingress(there);
    await assert.rejects(
      revoke({ IpPermissions: [there, { IpProtocol: '51', ...anywhere }] }),
      failsWith('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.'),
    );
    assert.equal((await rules()).length, 2);
  });

  test('what is not there is only reported in a default VPC', async () => {
    const { ingress, revoke } = await setUp({ inDefaultVpc: true });
    const there = { IpProtocol: '50', ...anywhere };
    await ingress(there);
    const answer = await revoke({ IpPermissions: [there, { IpProtocol: '51', ...anywhere }] });
    assert.deepEqual(answer.UnknownIpPermissions, [{ ...empty, IpProtocol: '51', ...anywhere }]);
    assert.equal(answer.RevokedSecurityGroupRules?.length, 1);
  });

  test('needs one way to say what', async () => {
    const { revoke } = await setUp();
    await assert.rejects(
      revoke({}),
      failsWith('MissingParameter', "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided."),
    );
    const IpPermissions = [{ IpProtocol: '50', ...anywhere }];
    await assert.rejects(
      revoke({ IpPermissions, SecurityGroupRuleIds: ['sgr-1'] }),
      failsWith('InvalidParameterCombination'),
    );
  });
});
