import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CreateTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { type Harness, startHarness } from '../../support/harness.ts';
import { answered } from './answered.ts';
import { record } from './recording/index.ts';
import { trainingRequest } from './recording/training.ts';
import { sendMutated, statusText } from './run.ts';
import { isJson } from './wire.ts';

// Requests of real clients, damaged at random, against everything that the endpoint answers by itself.

const SEED = Number(process.env.TRAIN_ENCRYPT_FUZZ_SEED ?? 20_261_123);
const REQUESTS = Number(process.env.TRAIN_ENCRYPT_FUZZ_REQUESTS ?? 4_000);

let harness: Harness;
before(async () => {
  harness = await startHarness();
});
after(async () => {
  await harness[Symbol.asyncDispose]();
});

test('every operation that is answered is among the recorded requests, and every service', async () => {
  const recorded = await record(harness.createAccount(), harness.url);
  const names = (service: string) =>
    [...new Set(recorded.filter((one) => one.service === service).map(({ operation }) => operation))].sort();
  for (const [service, operations] of Object.entries(answered)) assert.deepEqual(names(service), operations, service);
  assert.deepEqual(Object.keys(answered).sort(), ['sagemaker', ...harness.engine.services].sort());
  const chunked = recorded.filter(({ headers }) => headers['content-encoding'] === 'aws-chunked');
  assert.deepEqual(
    chunked.map(({ operation }) => operation),
    ['PutObject', 'UploadPart'],
  );
  assert.ok(recorded.filter(isJson).every(({ body }) => typeof JSON.parse(body.toString()) === 'object'));
});

test(`${REQUESTS} mutated requests are each answered in their protocol, and none is a fault of the server`, async (t) => {
  t.diagnostic(`the same again: TRAIN_ENCRYPT_FUZZ_SEED=${SEED} TRAIN_ENCRYPT_FUZZ_REQUESTS=${REQUESTS}`);
  const recorded = await record(harness.createAccount(), harness.url);
  const running = { url: harness.url, seed: SEED, requests: REQUESTS };
  const { statuses, slowest, complaints } = await sendMutated(recorded, running);
  t.diagnostic(`answers by status: ${statusText(statuses)}`);
  t.diagnostic(`the slowest took ${slowest.toFixed(0)} ms`);
  if (complaints.length > 0) assert.fail(complaints.join('\n\n'));
  assert.ok((statuses.get(200) ?? 0) > 0 && (statuses.get(400) ?? 0) > 0, 'some were taken, some refused');
  assert.ok(!('polluted' in {}), 'no request reached the prototype of all objects');
});

test('after that, everything still works', async () => {
  const health = await fetch(`${harness.url}/_train-encrypt/health`);
  assert.equal(((await health.json()) as { status: string }).status, 'ok');
  const requests = await record(harness.createAccount(), harness.url);
  assert.ok(requests.length >= 150, `${requests.length} requests`);
});

test('of 200 concurrent requests for a training job of one name exactly one succeeds', async () => {
  const account = harness.createAccount();
  const request = trainingRequest(account, 'fraud');
  const answers = await Promise.allSettled(
    Array.from({ length: 200 }, () => account.sagemaker.send(new CreateTrainingJobCommand(request))),
  );
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
  const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Error] : []));
  assert.deepEqual([...new Set(refusals.map(({ name }) => name))], ['ResourceInUse']);
  const { TrainingJobSummaries } = await account.sagemaker.send(new ListTrainingJobsCommand({}));
  assert.equal(TrainingJobSummaries?.length, 1);
});
