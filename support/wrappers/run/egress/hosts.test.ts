import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from '../../../../verification/fast-check.ts';
import { AWS_DOMAINS, isAwsHost, pathAt } from './hosts.ts';

test('hosts of AWS are known by their whole labels', () => {
  for (const host of [
    'sts.amazonaws.com',
    'STS.AmazonAWS.com',
    'sts.amazonaws.com.',
    'bucket.with.dots.s3.eu-central-1.amazonaws.com',
    'sagemaker.cn-north-1.amazonaws.com.cn',
    'ec2.eu-west-1.api.aws',
    'api.sagemaker.eusc-de-east-1.amazonaws.eu',
  ]) {
    assert.equal(isAwsHost(host), true, host);
  }
  for (const host of [
    'amazonaws.com.evil.example',
    'evilamazonaws.com',
    'sts-amazonaws.com',
    'amazonaws.com@evil.example',
    'evil.example/amazonaws.com',
    'evil.example#.amazonaws.com',
    'amazonaws.org',
    'aws',
    '169.254.169.254',
    'fd00:ec2::254',
    '',
  ]) {
    assert.equal(isAwsHost(host), false, host);
  }
});

test('whatever follows a domain of AWS makes it another host', () => {
  fc.assert(fc.property(fc.constantFrom(...AWS_DOMAINS), fc.domain(), (aws, other) => !isAwsHost(`${aws}.${other}`)));
});

test("every domain that AWS's own SDK knows is there", () => {
  const core = dirname(createRequire(import.meta.url).resolve('@aws-sdk/core/package.json'));
  const file = join(core, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js');
  const domains = [...readFileSync(file, 'utf8').matchAll(/"?(?:dnsSuffix|dualStackDnsSuffix)"?:\s*"([^"]+)"/g)];
  assert.ok(domains.length > 5, `${domains.length}`);
  assert.deepEqual(
    domains.map(([, domain]) => domain).filter((domain) => !AWS_DOMAINS.includes(domain ?? '')),
    [],
  );
});

test('a bucket before its host comes into the path', () => {
  for (const host of [
    'models.s3.amazonaws.com',
    'models.s3.eu-central-1.amazonaws.com',
    'models.s3-eu-west-1.amazonaws.com',
    'models.s3.dualstack.us-gov-west-1.amazonaws.com',
    'models.s3-fips.us-east-1.amazonaws.com',
    'models.s3-accelerate.dualstack.amazonaws.com',
    'Models.S3.cn-north-1.amazonaws.com.cn',
  ]) {
    assert.equal(pathAt(host, '/a%20b?versionId=1'), '/models/a%20b?versionId=1', host);
    assert.equal(pathAt(host, '/?list-type=2'), '/models/?list-type=2', host);
  }
  assert.equal(pathAt('a.b.s3.amazonaws.com', '/k'), '/a.b/k');
  for (const host of ['s3.amazonaws.com', 's3.eu-central-1.amazonaws.com', 'sts.amazonaws.com']) {
    assert.equal(pathAt(host, '/models/a'), '/models/a', host);
  }
});
