import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { serve } from '../../engines/testing/servers.ts';
import { UpstreamEngine } from '../../engines/upstream/engine.ts';
import { startGateway } from '../index.ts';
import { signed } from '../testing/fakes.ts';
import { Faults } from './faults.ts';

/** A gateway in front of a server that answers with what it was sent, with these faults. */
async function start(...inputs: string[]) {
  const stack = new AsyncDisposableStack();
  const reached: string[] = [];
  const server = await serve(async (incoming, outgoing) => {
    reached.push(`${incoming.method} ${incoming.url}`);
    outgoing.end(await text(incoming));
  });
  const engine = new UpstreamEngine({
    name: 'endpoint',
    url: stack.use(server).url,
    kind: 'other',
    description: 'any',
  });
  const faults = new Faults();
  faults.add(inputs);
  stack.use(engine);
  const gateway = stack.use(await startGateway({ services: [], engine, faults, health: () => ({}) }));
  return {
    reached,
    journal: gateway.journal,
    put: (body = 'weights') =>
      fetch(`${gateway.url}/models/key`, {
        method: 'PUT',
        headers: signed('s3'),
        body,
        signal: AbortSignal.timeout(20_000),
      }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const entries = ({ journal }: Awaited<ReturnType<typeof start>>) =>
  journal
    .entries()
    .map(({ operation, status, error, faults = [] }) => [
      operation,
      status,
      error?.code,
      ...faults.map(({ id }) => id),
    ]);

test('a call that would be streamed is throttled in the form of its service, and gets no further', async () => {
  await using served = await start('s3.PUT /models/*:throttle:times=1');
  const answer = await served.put('x'.repeat(5_000_000));
  assert.equal(answer.status, 503);
  assert.match(
    await answer.text(),
    /<Error><Code>SlowDown<\/Code><Message>train-encrypt: this call was throttled, as fault-1/,
  );
  assert.deepEqual(served.reached, []);
  assert.equal(await (await served.put()).text(), 'weights');
  assert.deepEqual(served.reached, ['PUT /models/key']);
  assert.deepEqual(entries(served), [
    ['PUT /models/key', 503, 'SlowDown', 'fault-1'],
    ['PUT /models/key', 200, undefined],
  ]);
});

test('its connection is reset before anything is streamed, whenever it was to be', async () => {
  await using served = await start('s3.*:reset:times=1', 's3.*:reset:when=middle,times=1');
  for (const id of ['fault-1', 'fault-2']) {
    await assert.rejects(served.put(), TypeError);
    assert.deepEqual(entries(served).at(-1), ['PUT /models/key', 0, 'ConnectionReset', id]);
  }
  assert.deepEqual(served.reached, []);
});

test('it is held up, and then streamed', async () => {
  await using served = await start('s3.*:slow:ms=300');
  const started = performance.now();
  assert.equal(await (await served.put()).text(), 'weights');
  assert.ok(performance.now() - started >= 299);
  assert.deepEqual(entries(served), [['PUT /models/key', 200, undefined, 'fault-1']]);
});
