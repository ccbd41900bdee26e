import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
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
    url: gateway.url,
    faults,
    put: (body = 'weights', signal = AbortSignal.timeout(20_000)) =>
      fetch(`${gateway.url}/models/key`, {
        method: 'PUT',
        headers: signed('s3'),
        body,
        signal,
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

test('an answer is in the journal once the client has it, whatever of the request is still to come', async () => {
  await using served = await start('s3.*:throttle:times=1');
  const { port } = new URL(served.url);
  const socket = connect({ host: '127.0.0.1', port: Number(port) });
  const { authorization } = signed('s3');
  socket.write(
    `PUT /models/key HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nContent-Length: 9\r\n\r\nabc`,
  );
  await once(socket, 'data');
  assert.deepEqual(entries(served), [['PUT /models/key', 503, 'SlowDown', 'fault-1']]);
  socket.destroy();
});

test('it is held up before anything is streamed', { timeout: 30_000 }, async () => {
  await using served = await start('s3.*:slow:ms=60000,times=1');
  const held = new AbortController();
  const first = served.put('held up', held.signal);
  while (served.faults.list()[0]?.struck !== 1) await setImmediate();
  assert.equal(await (await served.put()).text(), 'weights');
  assert.deepEqual(served.reached, ['PUT /models/key']);
  held.abort();
  await assert.rejects(first, { name: 'AbortError' });
});

test('it is held up, and then streamed', async () => {
  await using served = await start('s3.*:slow:ms=30');
  assert.equal(await (await served.put()).text(), 'weights');
  assert.deepEqual(entries(served), [['PUT /models/key', 200, undefined, 'fault-1']]);
});
