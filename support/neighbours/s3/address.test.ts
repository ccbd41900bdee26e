import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ServiceRequest } from '../../protocol/service.ts';
import { addressOf } from './address.ts';

const at = (host: string, path: string) => addressOf({ headers: { host }, path } as unknown as ServiceRequest);

test('a bucket is in the path, or before a host that is known', () => {
  for (const host of ['127.0.0.1:4577', 'localhost:4577', 'localhost', '[::1]:4577', 'stub.internal:80']) {
    assert.deepEqual(at(host, '/models/a/b.txt?x=y'), { Bucket: 'models', Key: 'a/b.txt' }, host);
    assert.deepEqual(at(host, '/'), {}, host);
  }
  for (const host of [
    'models.localhost:4577',
    'models.127.0.0.1:4577',
    'models.s3.amazonaws.com',
    'models.s3.eu-central-1.amazonaws.com',
    'Models.s3.cn-north-1.amazonaws.com.cn',
  ]) {
    assert.deepEqual(at(host, '/a/b.txt'), { Bucket: 'models', Key: 'a/b.txt' }, host);
    assert.deepEqual(at(host, '/?list-type=2'), { Bucket: 'models' }, host);
  }
  assert.deepEqual(at('a.b.localhost', '/'), { Bucket: 'a.b' });
});

test('a key is decoded, whatever is in it', () => {
  assert.deepEqual(at('localhost', '/models'), { Bucket: 'models' });
  assert.deepEqual(at('localhost', '/models/'), { Bucket: 'models' });
  assert.deepEqual(at('localhost', '/models//a'), { Bucket: 'models', Key: '/a' });
  assert.deepEqual(at('localhost', '/models/a%20b+c%C3%BC%2F?x'), { Bucket: 'models', Key: 'a b+cü/' });
});

test('a path that cannot be decoded, and a key that is too long, are refused', () => {
  assert.throws(() => at('localhost', '/models/%zz'), { code: 'InvalidURI' });
  assert.throws(() => at('localhost', '/%C3'), { code: 'InvalidURI' });
  assert.throws(() => at('localhost', `/models/${'ü'.repeat(513)}`), { code: 'KeyTooLongError' });
  assert.equal(at('localhost', `/models/${'ü'.repeat(512)}`).Key?.length, 512);
});
