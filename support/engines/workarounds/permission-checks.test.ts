import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServiceError } from '../../protocol/service.ts';
import { adjustedCall } from '../testing/workarounds.ts';
import { permissionChecks } from './permission-checks.ts';

const check = (form: string) => permissionChecks().before?.(adjustedCall(form));

test("what EC2 refuses is refused with EC2's own error", () => {
  for (const [form, message] of [
    ['IpPermissions.1.IpProtocol=esp', "Invalid value 'esp' for IP protocol. Unknown protocol."],
    [
      'IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=1',
      "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    ],
    [
      'IpPermissions.1.IpProtocol=-1&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.300/8',
      'CIDR block 10.0.0.300/8 is malformed',
    ],
    ['IpPermissions.1.IpProtocol=50&IpPermissions.1.Ipv6Ranges.1.CidrIpv6=::/200', 'CIDR block ::/200 is malformed'],
    ['IpProtocol=50&CidrIp=everywhere', 'CIDR block everywhere is malformed'],
  ] as const) {
    assert.throws(
      () => check(form),
      (error) => error instanceof ServiceError && error.code === 'InvalidParameterValue' && error.message === message,
    );
  }
});

test('the second permission is looked at as the first is', () => {
  assert.throws(() => check('IpPermissions.1.IpProtocol=50&IpPermissions.2.IpProtocol=gre'), /'gre'/);
});

test('a protocol has one spelling; all else goes out as it came', () => {
  const call = adjustedCall('IpPermissions.1.IpProtocol=17&IpPermissions.1.FromPort=500&IpPermissions.1.ToPort=500');
  assert.equal(permissionChecks().before?.(call), true);
  assert.equal(call.form.get('IpPermissions.1.IpProtocol'), 'udp');
  assert.equal(check('IpPermissions.1.IpProtocol=50&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8'), false);
  assert.equal(check('GroupId=sg-1&SecurityGroupRuleId.1=sgr-1'), false);
});
