import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DescribeSecurityGroupsResult } from '@aws-sdk/client-ec2';
import { adjustedCall } from '../testing/workarounds.ts';
import { espWithPorts } from './esp-with-ports.ts';
import { espWithoutPorts } from './esp-without-ports.ts';

const ESP = 'IpPermissions.1.IpProtocol=50&IpPermissions.1.Groups.1.GroupId=sg-1';
const UDP = 'IpPermissions.2.IpProtocol=udp&IpPermissions.2.FromPort=500&IpPermissions.2.ToPort=500';

test('for LocalStack and moto, ports of ESP are -1, whatever was given; those of UDP stay', () => {
  for (const given of ['', '&IpPermissions.1.FromPort=500&IpPermissions.1.ToPort=500', '&IpPermissions.1.FromPort=0']) {
    const call = adjustedCall(`${ESP}${given}&${UDP}`);
    assert.equal(espWithoutPorts().before?.(call), true);
    assert.deepEqual(
      ['1.FromPort', '1.ToPort', '2.FromPort', '2.ToPort'].map((key) => call.form.get(`IpPermissions.${key}`)),
      ['-1', '-1', '500', '500'],
    );
  }
});

test('for ministack, ESP has no ports', () => {
  const call = adjustedCall(`${ESP}&IpPermissions.1.FromPort=500&IpPermissions.1.ToPort=500&${UDP}`);
  assert.equal(espWithPorts().before?.(call), true);
  assert.deepEqual(
    [...call.form.keys()].filter((key) => key.endsWith('Port')),
    ['IpPermissions.2.FromPort', 'IpPermissions.2.ToPort'],
  );
  assert.equal(espWithPorts().before?.(adjustedCall(ESP)), false);
});

test('every place where a permission can stand', () => {
  for (const place of ['', 'IpPermissions.7.', 'SecurityGroupRule.1.SecurityGroupRule.']) {
    const call = adjustedCall(`${place}IpProtocol=51`);
    assert.equal(espWithoutPorts().before?.(call), true);
    assert.equal(call.form.get(`${place}FromPort`), '-1');
  }
});

test('what needs no workaround is left alone', () => {
  for (const form of [
    UDP,
    'IpPermissions.1.IpProtocol=-1',
    'IpPermissions.1.IpProtocol=icmp&IpPermissions.1.FromPort=8&IpPermissions.1.ToPort=-1',
    `${ESP}&IpPermissions.1.FromPort=-1&IpPermissions.1.ToPort=-1`,
  ]) {
    const call = adjustedCall(form);
    assert.equal(espWithoutPorts().before?.(call), false);
    assert.equal(call.form.toString(), new URLSearchParams(form).toString());
  }
});

test('what is shown has no ports for ESP, and keeps those of the others', () => {
  const output: DescribeSecurityGroupsResult = {
    SecurityGroups: [
      {
        IpPermissions: [
          { IpProtocol: '50', FromPort: -1, ToPort: -1 },
          { IpProtocol: 'icmp', FromPort: -1, ToPort: -1 },
        ],
        IpPermissionsEgress: [{ IpProtocol: 'udp', FromPort: 500, ToPort: 500 }],
      },
    ],
  };
  const call = adjustedCall('');
  assert.equal(espWithoutPorts().after?.(output, call), true);
  assert.deepEqual(output.SecurityGroups, [
    {
      IpPermissions: [{ IpProtocol: '50' }, { IpProtocol: 'icmp', FromPort: -1, ToPort: -1 }],
      IpPermissionsEgress: [{ IpProtocol: 'udp', FromPort: 500, ToPort: 500 }],
    },
  ]);
  assert.equal(espWithoutPorts().after?.(output, call), false);
});
