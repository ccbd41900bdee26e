import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { after, before, test } from 'node:test';
import { CreateTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { type Harness, startHarness } from '../harness.ts';
import { chances } from './mutated-requests/chance.ts';
import { complaint } from './mutated-requests/judge.ts';
import { mutate } from './mutated-requests/mutate.ts';
import { record, trainingRequest } from './mutated-requests/recording.ts';
import { send } from './mutated-requests/send.ts';
import type { MutatedRequest, WireAnswer } from './mutated-requests/wire.ts';

// Requests of real clients, damaged at random, against everything that the endpoint answers by itself.

const SEED = Number(process.env.TRAIN_ENCRYPT_FUZZ_SEED ?? 20_261_123);
const REQUESTS = Number(process.env.TRAIN_ENCRYPT_FUZZ_REQUESTS ?? 10_000);
const AT_ONCE = 16;
/** Milliseconds for one answer, on a machine that may have much else to do. */
const BOUND = 20_000;
const MOST_COMPLAINTS = 5;

let harness: Harness;
before(async () => {
  harness = await startHarness();
});
after(async () => {
  await harness[Symbol.asyncDispose]();
});

test(`${REQUESTS} mutated requests are each answered in their protocol, and none is a fault of the server`, async (t) => {
  t.diagnostic(`the same again: TRAIN_ENCRYPT_FUZZ_SEED=${SEED} TRAIN_ENCRYPT_FUZZ_REQUESTS=${REQUESTS}`);
  const recorded = await record(harness.account(), harness.url);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const sender = { url: harness.url, agent, bound: BOUND };
  const requests = chances(SEED, REQUESTS).entries();
  const statuses = new Map<number, number>();
  const complaints: string[] = [];
  let slowest = 0;

  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      // They share one iterator: each takes what is next.
      for (const [index, chance] of requests) {
        if (complaints.length >= MOST_COMPLAINTS) return;
        const request = mutate(recorded, chance);
        try {
          for (const answer of await send(request, sender)) {
            statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
            slowest = Math.max(slowest, answer.milliseconds);
            const wrong = complaint(request, answer);
            if (wrong !== undefined) complaints.push(describe(index, request, wrong, answer));
          }
        } catch (error) {
          complaints.push(describe(index, request, String(error)));
        }
      }
    }),
  );
  agent.destroy();
  t.diagnostic(
    `answers by status: ${[...statuses]
      .sort()
      .map((entry) => entry.join(': '))
      .join(', ')}`,
  );
  t.diagnostic(`the slowest took ${slowest.toFixed(0)} ms`);
  if (complaints.length > 0) assert.fail(complaints.join('\n\n'));
  assert.ok((statuses.get(200) ?? 0) > 0 && (statuses.get(400) ?? 0) > 0, 'some were taken, some refused');
  assert.ok(!('polluted' in {}), 'no request reached the prototype of all objects');
});

test('after that, everything still works', async () => {
  const health = await fetch(`${harness.url}/_train-encrypt/health`);
  assert.equal(((await health.json()) as { status: string }).status, 'ok');
  const requests = await record(harness.account(), harness.url);
  assert.ok(requests.length >= 50, `${requests.length} requests`);
});

test('of 200 concurrent requests for a training job of one name exactly one succeeds', async () => {
  const account = harness.account();
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

/** Everything that is needed to see what went wrong, and to send it again by hand. */
function describe(index: number, request: MutatedRequest, wrong: string, answer?: WireAnswer): string {
  const { operation, mutations, method, path, headers, body, raw } = request;
  const sent = JSON.stringify((raw ?? body).toString('latin1').slice(0, 1_500));
  return [
    `request ${index}, from ${operation}: ${wrong}`,
    `mutated: ${mutations.join('; ')}`,
    ...(raw === undefined ? [`${method} ${path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 800)}`] : []),
    `sent: ${sent}`,
    ...(answer === undefined ? [] : [`got: ${answer.status} ${JSON.stringify(answer.body.slice(0, 500))}`]),
  ].join('\n  ');
}
