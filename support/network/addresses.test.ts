import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../verification/fast-check.ts';
import {
  type AddressSet,
  complement,
  count,
  covers,
  difference,
  type Interval,
  type Ipv4Interval,
  intersection,
  ofAnyCidr,
  ofCidr,
  ofIpv6Cidr,
  overlaps,
  toCidrs,
  union,
  usable,
} from './addresses.ts';

const LAST = 2 ** 32 - 1;

test('a CIDR is the addresses it spans, whatever its host bits', () => {
  assert.deepEqual(ofCidr('10.0.0.0/24'), { from: 167772160, to: 167772415 });
  assert.deepEqual(ofCidr('10.0.0.77/24'), ofCidr('10.0.0.0/24'));
  assert.deepEqual(ofCidr('0.0.0.0/0'), { from: 0, to: LAST });
  assert.deepEqual(ofCidr('255.255.255.255/32'), { from: LAST, to: LAST });
});

for (const text of [
  '::/0',
  '10.0.0.0',
  '10.0.0.300/8',
  '10.0.0.0/33',
  '10.1/8',
  '10.0.0.0/8/8',
  '010.0.0.0/8',
  '10.0.0.0/-1',
  '',
]) {
  test(`${JSON.stringify(text)} is no IPv4 CIDR`, () => assert.equal(ofCidr(text), undefined));
}

test('EC2 keeps the first four addresses and the last of a subnet', () => {
  assert.deepEqual(usable({ from: 16, to: 31 }), { from: 20, to: 30 });
  assert.deepEqual(usable({ from: 16, to: 19 }), { from: 16, to: 19 }, 'too small to keep any');
});

/* Sets are compared with plain sets of small numbers: what holds for 0 to 40 holds for all. */

const anyIntervals = fc.array(
  fc.tuple(fc.nat(40), fc.nat(6)).map(([from, more]): Interval => ({ from, to: from + more })),
  { maxLength: 6 },
);
const anySet = anyIntervals.map(union);
const members = (set: readonly Interval[]) =>
  new Set(
    (set as readonly Ipv4Interval[]).flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, i) => from + i),
    ),
  );
const only = (set: AddressSet, test: (one: number) => boolean) => new Set([...members(set)].filter(test));
const isTidy = (set: AddressSet) =>
  set.every(({ from, to }, i) => from <= to && (i === 0 || BigInt(from) > BigInt(set[i - 1]?.to ?? 0) + 1n));

test('set operations are those of sets', () => {
  fc.assert(
    fc.property(anyIntervals, anySet, anySet, (intervals, a, b) => {
      assert.deepEqual([...members(union(intervals))].sort(), [...members(intervals)].sort());
      assert.deepEqual(
        members(intersection(a, b)),
        only(a, (one) => members(b).has(one)),
      );
      assert.deepEqual(
        members(difference(a, b)),
        only(a, (one) => !members(b).has(one)),
      );
      assert.equal(
        covers(a, b),
        [...members(b)].every((one) => members(a).has(one)),
      );
      assert.equal(
        overlaps(a, b),
        [...members(a)].some((one) => members(b).has(one)),
      );
      assert.equal(count(a), members(a).size);
      assert.deepEqual(complement(complement(a)), a);
      for (const set of [union(intervals), intersection(a, b), difference(a, b), complement(a)]) assert.ok(isTidy(set));
    }),
  );
});

test('everything and nothing are each other’s complement', () => {
  const everything = ['0.0.0.0/0', '::/0'].map((cidr) => ofAnyCidr(cidr) as Interval);
  assert.deepEqual(complement([]), everything);
  assert.deepEqual(complement(everything), []);
  assert.deepEqual(complement([{ from: 0, to: LAST }]), everything.slice(1), 'no IPv6 address is an IPv4 address');
});

test('the CIDRs of a set make up just that set', () => {
  fc.assert(
    fc.property(anySet, (set) => {
      const ranges = toCidrs(set).map((cidr) => ofCidr(cidr) as Interval);
      assert.deepEqual(union(ranges), set);
      assert.equal(count(ranges), count(set), 'none twice');
    }),
  );
});

test('as few CIDRs as possible', () => {
  assert.deepEqual(toCidrs(union(['10.0.0.0/24', '10.0.1.0/24'].map((cidr) => ofCidr(cidr) as Interval))), [
    '10.0.0.0/23',
  ]);
  assert.deepEqual(toCidrs([{ from: 0, to: LAST }]), ['0.0.0.0/0']);
  assert.deepEqual(toCidrs([{ from: 1, to: 6 }]), ['0.0.0.1/32', '0.0.0.2/31', '0.0.0.4/31', '0.0.0.6/32']);
});

test('IPv6 ranges work as IPv4 ranges do', () => {
  const range = (cidr: string) => [ofIpv6Cidr(cidr) as Interval];
  assert.deepEqual(ofIpv6Cidr('2001:db8::5/64'), ofIpv6Cidr('2001:db8::/64'));
  assert.equal(ofIpv6Cidr('10.0.0.0/8'), undefined);
  assert.equal(ofIpv6Cidr('2001:db8::/129'), undefined);
  assert.equal(count(range('2001:db8::/64')), 2 ** 64);
  assert.deepEqual(toCidrs(union([...range('2001:db8::/65'), ...range('2001:db8:0:0:8000::/65')])), ['2001:db8::/64']);
  assert.deepEqual(toCidrs(difference(range('2001:db8::/126'), range('2001:db8::/128'))), [
    '2001:db8::1/128',
    '2001:db8::2/127',
  ]);
  const [all] = range('2001:db8::/64');
  const own = usable(all as Interval);
  assert.ok(!overlaps([own], range('2001:db8::/126')), 'the first four are not for instances');
  assert.ok(!overlaps([own], range('2001:db8::ffff:ffff:ffff:ffff/128')), 'nor is the last');
  assert.ok(covers(range('::/0'), [own]));
  assert.ok(!covers(range('2001:db8::/65'), [own]));
});
