import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Names, normalise, normaliseText } from './normalise.ts';

const NAMES: Names = {
  account: '111122223333',
  given: new Map([
    ['vpc', 'vpc-0aaaaaaaaaaaaaaaa'],
    ['old', 'subnet-1234abcd'],
  ]),
  literal: new Set(['sg-0123456789abcdef0', '10.0.1.10']),
};

for (const [what, given, expected] of [
  ['an id that an earlier call gave', { VpcId: 'vpc-0aaaaaaaaaaaaaaaa' }, { VpcId: '<vpc>' }],
  ['a short id', { SubnetId: 'subnet-1234abcd' }, { SubnetId: '<old>' }],
  ['an id that a call spells out', { GroupId: 'sg-0123456789abcdef0' }, { GroupId: 'sg-0123456789abcdef0' }],
  ['any other id', { Id: 'vpc-cidr-assoc-0bbbbbbbbbbbbbbbb' }, { Id: 'vpc-cidr-assoc-*' }],
  ['something like an id', { Name: 'vpc-training', Zone: 'euc1-az1' }, { Name: 'vpc-training', Zone: 'euc1-az1' }],
  [
    'an account',
    { Arn: 'arn:aws:ec2:eu-central-1:111122223333:vpc' },
    { Arn: 'arn:aws:ec2:eu-central-1:<account>:vpc' },
  ],
  ['a time', { CreationTimestamp: new Date(0) }, { CreationTimestamp: '<time>' }],
  [
    'a token',
    { NextToken: 'abc', ClientToken: '27f7bb2a-1111-2222-3333-444455556666' },
    { NextToken: '<token>', ClientToken: '<token>' },
  ],
  ['what the SDK adds', { $metadata: { attempts: 1 }, Return: true }, { Return: true }],
  ['empty lists', { Tags: [], Vpcs: [{ Tags: [] }] }, { Vpcs: [{}] }],
  ['what is not there', { Tags: undefined, State: 'a' }, { State: 'a' }],
  ['a MAC address', { MacAddress: '02:00:00:0a:bc:de' }, { MacAddress: '<mac>' }],
  ['what is no MAC address', { MacAddress: '02:00:00:302x:6702x' }, { MacAddress: '<no mac>' }],
  ['an address of the subnet', { PrivateIpAddress: '10.0.1.77' }, { PrivateIpAddress: '10.0.1.n' }],
  ['an address that was asked for', { PrivateIpAddress: '10.0.1.10' }, { PrivateIpAddress: '10.0.1.10' }],
  ['an address elsewhere', { PrivateIpAddress: '10.0.112.4' }, { PrivateIpAddress: '<address elsewhere>' }],
  ['a policy', { PolicyDocument: '{ "b": 1, "a": [2] }' }, { PolicyDocument: '{"a":[2],"b":1}' }],
  ['what is no policy', { PolicyDocument: 'none' }, { PolicyDocument: 'none' }],
  ['the random end of a DNS name', { DnsName: 'vpc-0aaaaaaaaaaaaaaaa-1a2b3c4d.s3' }, { DnsName: '<vpc>-*.s3' }],
] as const) {
  test(`normalises ${what}`, () => assert.deepEqual(normalise(given, NAMES), expected));
}

test('texts are normalised in the same way', () => {
  assert.equal(
    normaliseText("The vpc ID 'vpc-0aaaaaaaaaaaaaaaa' does not exist", NAMES),
    "The vpc ID '<vpc>' does not exist",
  );
  assert.equal(normaliseText("VpcID {'vpc-b', 'vpc-a'} is gone", NAMES), "VpcID {'vpc-a', 'vpc-b'} is gone");
});

test('nothing at all is an empty answer', () => assert.deepEqual(normalise(undefined, NAMES), {}));
