import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { CloudWatchLogsClient, DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRepositoryCommand, DescribeImagesCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { CreateRoleCommand, GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import { buildQueryString, type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { ACCOUNT, configuration, REGION } from '../../support/gateway/testing/neighbours.ts';
import { createEcr } from '../../support/neighbours/ecr/index.ts';
import { createIam } from '../../support/neighbours/iam/index.ts';
import { createLogs } from '../../support/neighbours/logs/index.ts';
import { createS3 } from '../../support/neighbours/s3/index.ts';
import type { Service, ServiceRequest } from '../../support/protocol/service.ts';
import fc from '../fast-check.ts';

// Requests of real clients, damaged at random: every one is answered, none as an internal fault.

const RUNS = 1_500;
const SEED = 20_261_123;

/** A job that has begun, to have logs of. */
const sagemaker: Service = {
  name: 'sagemaker',
  handle: async () => ({
    status: 200,
    headers: {},
    body: JSON.stringify({ TrainingJobName: 'fraud', TrainingStartTime: 1, ResourceConfig: { InstanceCount: 1 } }),
    call: {},
  }),
};

/** A client that passes its requests to a service, and the requests it passed. */
function recorder(service: Service) {
  const recorded: ServiceRequest[] = [];
  const handle = async (request: HttpRequest) => {
    const query = buildQueryString(request.query);
    const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
    const sent: ServiceRequest = {
      caller: { account: ACCOUNT, region: REGION },
      requestId: 'id',
      method: request.method,
      path: query === '' ? request.path : `${request.path}?${query}`,
      headers: { host: '127.0.0.1', ...Object.fromEntries(headers) },
      body: Buffer.from(request.body ?? ''),
    };
    recorded.push(sent);
    const { status, headers: answered, body } = await service.handle(sent);
    return {
      response: new HttpResponse({
        statusCode: status,
        headers: { ...answered },
        body: Readable.from([Buffer.from(body)]),
      }),
    };
  };
  return { recorded, options: { ...configuration('http://127.0.0.1:1'), requestHandler: { handle } as never } };
}

const KINDS: readonly { service: Service; record: (options: ReturnType<typeof configuration>) => Promise<void> }[] = [
  {
    service: createS3(),
    async record(options) {
      const client = new s3.S3Client(options);
      const at = { Bucket: 'models', Key: 'a b/ü' };
      await client.send(new s3.CreateBucketCommand({ Bucket: 'models' }));
      await client.send(new s3.PutObjectCommand({ ...at, Body: 'weights', Metadata: { a: 'b' } }));
      await client.send(new s3.GetObjectCommand({ ...at, Range: 'bytes=0-3' }));
      await client.send(new s3.HeadObjectCommand(at));
      await client.send(new s3.ListObjectsV2Command({ Bucket: 'models', Delimiter: '/', MaxKeys: 1, Prefix: 'a' }));
      await client.send(new s3.ListBucketsCommand({}));
      await client.send(new s3.DeleteObjectsCommand({ Bucket: 'models', Delete: { Objects: [{ Key: 'x' }] } }));
      const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand(at));
      const part = { ...at, UploadId, PartNumber: 1 };
      const { ETag } = await client.send(new s3.UploadPartCommand({ ...part, Body: 'part' }));
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      await client.send(new s3.CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload }));
    },
  },
  {
    service: createIam(),
    async record(options) {
      const client = new IAMClient(options);
      await client.send(new CreateRoleCommand({ RoleName: 'a', AssumeRolePolicyDocument: '{"Statement":[]}' }));
      await client.send(new GetRoleCommand({ RoleName: 'a' }));
      const PolicySourceArn = `arn:aws:iam::${ACCOUNT}:role/a`;
      await client.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['s3:PutObject'] }));
    },
  },
  {
    service: createEcr(),
    async record(options) {
      const client = new ECRClient(options);
      await client.send(new CreateRepositoryCommand({ repositoryName: 'fraud' }));
      await client.send(
        new PutImageCommand({ repositoryName: 'fraud', imageTag: '7', imageManifest: '{"layers":[]}' }),
      );
      await client.send(new DescribeImagesCommand({ repositoryName: 'fraud', imageIds: [{ imageTag: '7' }] }));
    },
  },
  {
    service: createLogs(sagemaker),
    async record(options) {
      const client = new CloudWatchLogsClient(options);
      const logGroupName = '/aws/sagemaker/TrainingJobs';
      await client.send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: 'fraud/', limit: 5 }));
      const stream = { logGroupName, logStreamName: 'fraud/algo-1-1', startFromHead: true };
      await client.send(new GetLogEventsCommand(stream));
    },
  },
];

/** One change of a text: something cut out, put in the place of it, or said twice. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      '%',
      '<',
      '&',
      '\r\n',
      '{',
      '"',
      '../../support',
      '-1',
      '99999999999999999999',
      '__proto__',
      '\u0000',
      'A'.repeat(3000),
    ),
  ),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(text: string, { at, length, text: put }: Change): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + put + text.slice(start + length);
}

for (const { service, record } of KINDS) {
  test(`${RUNS} damaged requests for ${service.name} are answered, none as an internal fault`, async () => {
    const { recorded, options } = recorder(service);
    await record(options);
    const statuses = new Set<number>();
    const damaged = fc.record({
      request: fc.constantFrom(...recorded),
      part: fc.constantFrom('path', 'body', 'header', 'method'),
      header: fc.nat(30),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(damaged, async ({ request, part, header, changes }) => {
        const apply = (text: string) => changes.reduce(changed, text);
        const names = Object.keys(request.headers);
        const name = names[header % names.length] ?? 'host';
        const sent: ServiceRequest = {
          ...request,
          ...(part === 'path' && { path: `/${apply(request.path.slice(1))}` }),
          ...(part === 'body' && { body: Buffer.from(apply(Buffer.from(request.body).toString('latin1')), 'latin1') }),
          ...(part === 'header' && { headers: { ...request.headers, [name]: apply(request.headers[name] ?? '') } }),
          ...(part === 'method' && { method: ['GET', 'PUT', 'DELETE', 'HEAD', 'PATCH'][header % 5] ?? 'GET' }),
        };
        const { status, call } = await service.handle(sent);
        statuses.add(status);
        assert.ok(status < 500 || (status === 501 && call.error?.code === 'NotImplemented'), call.error?.message);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    assert.ok(statuses.has(200) && statuses.has(400), [...statuses].join());
  });
}
