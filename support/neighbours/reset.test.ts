import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateRepositoryCommand, DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { CreateRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { configuration, serveAlone } from '../gateway/testing/neighbours.ts';
import { createEcr } from './ecr/index.ts';
import { createIam } from './iam/index.ts';
import { createS3 } from './s3/index.ts';

const ONE = '111122223333';
const OTHER = '999999999999';
const MIB = 1024 * 1024;

test('S3 forgets an account with its objects, and all of them, and frees their space', async () => {
  const service = createS3({ account: MIB, all: 1.5 * MIB });
  await using gateway = await serveAlone(service);
  const fill = async (account: string) => {
    const s3 = new S3Client(configuration(gateway.url, account, 'us-east-1'));
    await s3.send(new CreateBucketCommand({ Bucket: 'models' }));
    await s3.send(new PutObjectCommand({ Bucket: 'models', Key: 'a', Body: Buffer.alloc(0.7 * MIB) }));
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    s3.destroy();
    return Buckets?.length;
  };
  await fill(ONE);
  await fill(OTHER);
  service.reset?.(ONE);
  await fill(ONE);
  await assert.rejects(fill('333333333333'), { name: 'QuotaExceeded' });
  service.reset?.();
  assert.equal(await fill('333333333333'), 1);
  assert.equal(await fill(OTHER), 1);
});

test('IAM forgets the roles of an account', async () => {
  const service = createIam();
  await using gateway = await serveAlone(service);
  const [one, other] = [ONE, OTHER].map((account) => new IAMClient(configuration(gateway.url, account))) as [
    IAMClient,
    IAMClient,
  ];
  const roles = async (iam: IAMClient) => (await iam.send(new ListRolesCommand({}))).Roles?.length;
  for (const iam of [one, other]) {
    await iam.send(new CreateRoleCommand({ RoleName: 'a', AssumeRolePolicyDocument: '{"Statement":[]}' }));
  }
  service.reset?.(ONE);
  assert.deepEqual([await roles(one), await roles(other)], [0, 1]);
  service.reset?.();
  assert.equal(await roles(other), 0);
  for (const iam of [one, other]) iam.destroy();
});

test('ECR forgets the registries of an account, in every region', async () => {
  const service = createEcr();
  await using gateway = await serveAlone(service);
  const clients = [ONE, OTHER].flatMap((account) =>
    ['eu-central-1', 'us-east-1'].map((region) => new ECRClient(configuration(gateway.url, account, region))),
  );
  const counts = () =>
    Promise.all(clients.map(async (ecr) => (await ecr.send(new DescribeRepositoriesCommand({}))).repositories?.length));
  for (const ecr of clients) await ecr.send(new CreateRepositoryCommand({ repositoryName: 'fraud' }));
  service.reset?.(ONE);
  assert.deepEqual(await counts(), [0, 0, 1, 1]);
  service.reset?.();
  assert.deepEqual(await counts(), [0, 0, 0, 0]);
  for (const ecr of clients) ecr.destroy();
});
