import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sdk from '@aws-sdk/client-ecr';
import { ACCOUNT, configuration, REGION, serveAlone } from '../../gateway/testing/neighbours.ts';
import { createEcr } from './index.ts';

const manifest = (size: number) => JSON.stringify({ schemaVersion: 2, mediaType: 'a/b', layers: [{ size }] });

async function start() {
  const gateway = await serveAlone(createEcr());
  const ecr = new sdk.ECRClient(configuration(gateway.url));
  const away = new sdk.ECRClient(configuration(gateway.url, ACCOUNT, 'us-east-1'));
  return {
    url: gateway.url,
    ecr,
    away,
    create: (repositoryName: string, more: object = {}) =>
      ecr.send(new sdk.CreateRepositoryCommand({ repositoryName, ...more })),
    put: (imageTag: string | undefined, size = 1, more: object = {}) =>
      ecr.send(
        new sdk.PutImageCommand({
          repositoryName: 'fraud',
          imageManifest: manifest(size),
          ...(imageTag && { imageTag }),
          ...more,
        }),
      ),
    images: async (...imageIds: sdk.ImageIdentifier[]) => {
      const settings = { repositoryName: 'fraud', ...(imageIds.length > 0 && { imageIds }) };
      return (await ecr.send(new sdk.DescribeImagesCommand(settings))).imageDetails ?? [];
    },
    async [Symbol.asyncDispose]() {
      ecr.destroy();
      away.destroy();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

test('a repository is created and described, in its region alone', async () => {
  await using served = await start();
  const { repository } = await served.create('team/fraud');
  assert.equal(repository?.repositoryUri, `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/team/fraud`);
  const { repositories } = await served.ecr.send(new sdk.DescribeRepositoriesCommand({}));
  assert.deepEqual(repositories, [repository]);
  assert.deepEqual((await served.away.send(new sdk.DescribeRepositoriesCommand({}))).repositories, []);
  await assert.rejects(served.create('team/fraud'), { name: 'RepositoryAlreadyExistsException' });
  await assert.rejects(served.create('Fraud'), { name: 'InvalidParameterException' });
  await assert.rejects(served.create('fraud', { registryId: '999999999999' }), { name: 'InvalidParameterException' });
  await assert.rejects(served.ecr.send(new sdk.DescribeRepositoriesCommand({ repositoryNames: ['other'] })), {
    name: 'RepositoryNotFoundException',
  });
});

test('an image is known once its manifest was put', async () => {
  await using served = await start();
  await assert.rejects(served.images(), { name: 'RepositoryNotFoundException' });
  await served.create('fraud');
  await assert.rejects(served.images({ imageTag: '7' }), { name: 'ImageNotFoundException' });
  const { image } = await served.put('7', 1000);
  const [found, ...others] = await served.images({ imageTag: '7' });
  assert.deepEqual(others, []);
  assert.equal(found?.imageDigest, image?.imageId?.imageDigest);
  assert.match(found?.imageDigest ?? '', /^sha256:[0-9a-f]{64}$/);
  assert.equal(found?.imageSizeInBytes, 1000 + manifest(1000).length);
  assert.equal(found?.imageManifestMediaType, 'a/b');
  assert.ok((found?.imagePushedAt?.getTime() ?? 0) > Date.now() - 60_000);
  assert.equal((await served.images({ imageDigest: found?.imageDigest })).length, 1);
});

test('a tag moves to the image that was put last, where tags may', async () => {
  await using served = await start();
  await served.create('fraud');
  await served.put('latest', 1);
  await served.put('latest', 2);
  assert.deepEqual(
    (await served.images()).map(({ imageTags }) => imageTags),
    [[], ['latest']],
  );
  await assert.rejects(served.put('latest', 2), { name: 'ImageAlreadyExistsException' });
  await served.create('fixed', { imageTagMutability: 'IMMUTABLE' });
  await served.put('latest', 1, { repositoryName: 'fixed' });
  await assert.rejects(served.put('latest', 2, { repositoryName: 'fixed' }), { name: 'ImageAlreadyExistsException' });
});

test('what is no image is refused', async () => {
  await using served = await start();
  await served.create('fraud');
  for (const more of [
    { imageManifest: 'no' },
    { imageManifest: '7' },
    { imageDigest: 'sha256:0' },
    { imageTag: '-' },
  ]) {
    await assert.rejects(served.put(undefined, 1, more), { name: 'InvalidParameterException' });
  }
});

test('a token has the form that clients take apart', async () => {
  await using served = await start();
  const { authorizationData } = await served.ecr.send(new sdk.GetAuthorizationTokenCommand({}));
  const [data] = authorizationData ?? [];
  assert.match(Buffer.from(data?.authorizationToken ?? '', 'base64').toString(), /^AWS:./);
  assert.equal(data?.proxyEndpoint, `https://${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`);
  assert.ok((data?.expiresAt?.getTime() ?? 0) > Date.now() + 11 * 3_600_000);
});

test('a member that is missing is named, and so is what is not answered', async () => {
  await using served = await start();
  const empty = served.ecr.send(new sdk.CreateRepositoryCommand({} as never));
  await assert.rejects(empty, /The request must have repositoryName/);
  const policy = served.ecr.send(new sdk.GetRepositoryPolicyCommand({ repositoryName: 'fraud' }));
  await assert.rejects(policy, /GetRepositoryPolicy of ecr is not/);
});
