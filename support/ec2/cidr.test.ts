import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import {
  addressNumber,
  addressText,
  blockText,
  canonicalCidr,
  contains,
  isAddress,
  overlap,
  parseBlock,
} from './cidr.ts';

const block = fc
  .record({ first: fc.integer({ min: 0, max: 2 ** 32 - 1 }), prefix: fc.integer({ min: 0, max: 32 }) })
  .map(({ first, prefix }) => {
    const size = 2 ** (32 - prefix);
    return { first: Math.floor(first / size) * size, prefix };
  });

test('addresses are numbers and back', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      assert.equal(addressText(addressNumber(address)), address);
    }),
  );
});

test('a block is read as it was written, whatever its host bits', () => {
  fc.assert(
    fc.property(block, fc.nat(), (one, noise) => {
      assert.deepEqual(parseBlock(blockText(one)), one);
      const inside = addressText(one.first + (noise % 2 ** (32 - one.prefix)));
      assert.deepEqual(parseBlock(`${inside}/${one.prefix}`), one);
    }),
  );
});

test('blocks overlap when one holds the other', () => {
  fc.assert(
    fc.property(block, block, (a, b) => {
      const end = ({ first, prefix }: typeof a) => first + 2 ** (32 - prefix);
      assert.equal(overlap(a, b), a.first < end(b) && b.first < end(a));
      assert.equal(contains(a, b), a.first <= b.first && end(b) <= end(a));
    }),
  );
});

suite('is no IPv4 CIDR', () => {
  for (const cidr of [
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0/8',
    '10.0.0.300/8',
    '10.0.0.0/33',
    '::/0',
    ' 10.0.0.0/8',
    '010.0.0.0/8',
    '0x0a.0.0.0/8',
    '10.0.0.0/8/8',
  ]) {
    test(JSON.stringify(cidr), () => assert.equal(canonicalCidr(cidr, 'IPv4'), undefined));
  }
});

suite('is no IPv6 CIDR', () => {
  for (const cidr of ['', '::', '::/129', '10.0.0.0/8', ':::/8', 'fe80::%eth0/64', '1:2:3:4:5:6:7:8:9/64']) {
    test(JSON.stringify(cidr), () => assert.equal(canonicalCidr(cidr, 'IPv6'), undefined));
  }
});

test('IPv6 CIDRs lose their host bits and long forms', () => {
  assert.equal(canonicalCidr('2001:0DB8:0:0:0:0:0:1/32', 'IPv6'), '2001:db8::/32');
  assert.equal(canonicalCidr('::/0', 'IPv6'), '::/0');
  assert.equal(canonicalCidr('::1/128', 'IPv6'), '::1/128');
});

test('an address has four parts', () => {
  assert.deepEqual(['10.0.0.4', '10.0.0', '1', '10.0.0.256', '::1'].map(isAddress), [true, false, false, false, false]);
});
