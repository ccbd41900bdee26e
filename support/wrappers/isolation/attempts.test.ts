import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeAttempt, readAttempts } from './attempts.ts';

const LISTED = JSON.stringify({
  nftables: [
    { metainfo: { version: '1.0.6' } },
    {
      set: {
        name: 'ipv4',
        elem: [{ concat: ['tcp', '169.254.169.254', 80] }, { concat: ['udp', '198.51.100.7', 53] }],
      },
    },
    { set: { name: 'ipv6', elem: [{ elem: { val: { concat: ['tcp', '2001:db8::7', 443] }, counter: {} } }] } },
    { set: { name: 'ipv4_without_port', elem: [{ concat: ['icmp', '198.51.100.7'] }] } },
    { set: { name: 'ipv6_without_port' } },
  ],
});

test('what nft lists is read, with counters and without', () => {
  assert.deepEqual(readAttempts(LISTED).map(describeAttempt), [
    'TCP 169.254.169.254:80 (instance metadata)',
    'UDP 198.51.100.7:53',
    'TCP [2001:db8::7]:443',
    'ICMP 198.51.100.7',
  ]);
});

test('nothing recorded is nothing tried; what is no JSON is an error', () => {
  assert.deepEqual(readAttempts(''), []);
  assert.throws(() => readAttempts('table inet'), SyntaxError);
});

test('names and addresses that hand out credentials are called so', () => {
  assert.equal(describeAttempt({ protocol: 'dns', host: 'sts.amazonaws.com' }), 'DNS for sts.amazonaws.com');
  assert.equal(
    describeAttempt({ protocol: 'tcp', host: '169.254.170.2', port: 80 }),
    'TCP 169.254.170.2:80 (container credentials)',
  );
  assert.equal(
    describeAttempt({ protocol: 'tcp', host: 'fd00:ec2::254', port: 80 }),
    'TCP [fd00:ec2::254]:80 (instance metadata)',
  );
});
