import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSame, readAddress, written } from './address.ts';

test('reads hosts and ports, and writes the port where it is not the own one', () => {
  const again = (text: string, scheme: 'http' | 'https') => {
    const address = readAddress(text, scheme);
    return address && written(address, scheme);
  };
  assert.equal(again('STS.amazonaws.com.:443', 'https'), 'sts.amazonaws.com');
  assert.equal(again('sts.amazonaws.com', 'http'), 'sts.amazonaws.com');
  assert.equal(again('sts.amazonaws.com:443', 'http'), 'sts.amazonaws.com:443');
  assert.equal(again('[fd00:ec2::254]:80', 'http'), '[fd00:ec2::254]');
  assert.equal(again('user:pass@example.com:8443', 'https'), 'example.com:8443');
  for (const text of ['', ':443', 'a b:443', 'host:0', 'host:70000', 'host:x', 'a/b:1', '::1:443']) {
    assert.equal(again(text, 'https'), undefined, text);
  }
});

test('this machine has several names, others one', () => {
  assert.equal(isSame({ host: 'localhost', port: 1 }, { host: '127.0.0.1', port: 1 }), true);
  assert.equal(isSame({ host: 'localhost', port: 1 }, { host: '127.0.0.1', port: 2 }), false);
  assert.equal(isSame({ host: 'stub', port: 1 }, { host: 'stub', port: 1 }), true);
  assert.equal(isSame({ host: 'stub', port: 1 }, { host: '127.0.0.1', port: 1 }), false);
});
