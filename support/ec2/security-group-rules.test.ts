import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { DescribeSecurityGroupRulesCommand } from '@aws-sdk/client-ec2';
import { failsWith } from './testing/ec2.ts';
import { anywhere, setUp } from './testing/rules.ts';

suite('DescribeSecurityGroupRules', () => {
  test('takes ids, filters and pages', async () => {
    const { client, GroupId, ingress } = await setUp();
    const { SecurityGroupRules } = await ingress(
      Array.from({ length: 6 }, (_, index) => ({ IpProtocol: `${60 + index}`, ...anywhere })),
    );
    const ask = (input: object) => client.send(new DescribeSecurityGroupRulesCommand(input));
    const id = SecurityGroupRules?.[2]?.SecurityGroupRuleId ?? '';
    assert.deepEqual((await ask({ SecurityGroupRuleIds: [id] })).SecurityGroupRules, [SecurityGroupRules?.[2]]);
    const Filters = [{ Name: 'security-group-rule-id', Values: [id] }];
    assert.deepEqual((await ask({ Filters })).SecurityGroupRules?.length, 1);
    const own = [{ Name: 'group-id', Values: [GroupId] }];
    const { SecurityGroupRules: first, NextToken } = await ask({ Filters: own, MaxResults: 5 });
    const { SecurityGroupRules: rest } = await ask({ Filters: own, MaxResults: 5, NextToken });
    assert.deepEqual([first?.length, rest?.length], [5, 2]);
    await assert.rejects(
      ask({ SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] }),
      failsWith('InvalidSecurityGroupRuleId.NotFound'),
    );
  });
});
