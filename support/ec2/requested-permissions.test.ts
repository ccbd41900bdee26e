import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  type AuthorizeSecurityGroupIngressCommandInput,
  type EC2Client,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { failsWith } from './testing/ec2.ts';
import { anywhere, empty, setUp } from './testing/rules.ts';

suite('single parameters', () => {
  type Input = AuthorizeSecurityGroupIngressCommandInput;
  const flat = (client: EC2Client, input: Input) => client.send(new AuthorizeSecurityGroupIngressCommand(input));

  test('give one CIDR', async () => {
    const { client, GroupId, describe } = await setUp();
    await flat(client, { GroupId, IpProtocol: 'udp', FromPort: 500, ToPort: 500, CidrIp: '10.0.0.0/16' });
    assert.deepEqual((await describe()).IpPermissions, [
      { ...empty, IpProtocol: 'udp', FromPort: 500, ToPort: 500, IpRanges: [{ CidrIp: '10.0.0.0/16' }] },
    ]);
    const revoked = await client.send(
      new RevokeSecurityGroupIngressCommand({
        GroupId,
        IpProtocol: 'udp',
        FromPort: 500,
        ToPort: 500,
        CidrIp: '10.0.0.0/16',
      }),
    );
    assert.equal(revoked.RevokedSecurityGroupRules?.length, 1);
  });

  test('name the group and its peer, which then gets TCP, UDP and ICMP', async () => {
    const { client, describe, GroupId } = await setUp({ inDefaultVpc: true });
    await flat(client, { GroupName: 'training', SourceSecurityGroupName: 'training' });
    assert.deepEqual(
      (await describe()).IpPermissions?.map((permission) => [
        permission.IpProtocol,
        permission.FromPort,
        permission.ToPort,
        permission.UserIdGroupPairs?.[0]?.GroupId,
      ]),
      [
        ['tcp', 0, 65_535, GroupId],
        ['udp', 0, 65_535, GroupId],
        ['icmp', -1, -1, GroupId],
      ],
    );
  });

  test('are refused when they do not go together', async () => {
    const { client, GroupId } = await setUp();
    const cases: readonly (readonly [Input, string, string])[] = [
      [{ GroupId, SourceSecurityGroupName: 'training', IpProtocol: '50' }, 'InvalidParameterCombination', 'IpProtocol'],
      [{ GroupId, SourceSecurityGroupName: 'training', CidrIp: '::/0' }, 'InvalidParameterCombination', 'CidrIp'],
      [{ GroupId, IpProtocol: '50' }, 'MissingParameter', 'CidrIp'],
      [{ GroupId }, 'MissingParameter', 'IpPermissions'],
      [{ IpProtocol: '50', CidrIp: '10.0.0.0/8' }, 'MissingParameter', 'GroupId'],
      [{ GroupId, GroupName: 'training', IpProtocol: '50' }, 'InvalidParameterCombination', 'groupName'],
      [
        { GroupId, IpProtocol: '50', CidrIp: '10.0.0.0/8', IpPermissions: [{ IpProtocol: '50', ...anywhere }] },
        'InvalidParameterCombination',
        'not in both ways',
      ],
    ];
    for (const [input, code, text] of cases) await assert.rejects(flat(client, input), failsWith(code, text));
  });

  test('are not for outbound rules', async () => {
    const { client, GroupId } = await setUp();
    await assert.rejects(
      client.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpProtocol: '50', CidrIp: '10.0.0.0/8' })),
      failsWith('InvalidParameterValue', 'use IpPermissions'),
    );
  });
});
