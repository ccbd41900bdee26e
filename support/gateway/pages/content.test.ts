import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { test } from 'node:test';
import { startGateway } from '../index.ts';
import { echoEngine } from '../testing/fakes.ts';
import { type EventSink, EventStream } from './content.ts';

/** A gateway with a stream, and who reads it. */
async function start(onClose: () => void = () => undefined) {
  let sink: EventSink | undefined;
  let lastEventId: string | undefined;
  const gateway = await startGateway({
    services: [],
    engine: echoEngine('ec2'),
    health: () => ({}),
    pages: () => ({
      events: {
        text: 'events',
        GET: (asked) => {
          lastEventId = asked.lastEventId;
          return new EventStream((one) => {
            sink = one;
            return onClose;
          });
        },
      },
    }),
  });
  return { gateway, sink: () => sink as EventSink, lastEventId: () => lastEventId };
}

test('events arrive as they are sent, and a reader that comes again says which it has', async () => {
  const { gateway, sink, lastEventId } = await start();
  await using _ = gateway;
  const asked = request(`${gateway.url}/_train-encrypt/events`, { headers: { 'last-event-id': 'a.7' } }).end();
  const [answer] = await once(asked, 'response');
  answer.setEncoding('utf8');
  assert.equal(answer.headers['content-type'], 'text/event-stream');
  let got = '';
  answer.on('data', (chunk: string) => {
    got += chunk;
  });
  while (!got.includes('\n\n')) await once(answer, 'data');
  assert.ok(sink().send({ id: 'a.8', name: 'job', data: '{"name":"x"}' }));
  while (!got.includes('job')) await once(answer, 'data');
  assert.equal(got, ': train-encrypt\n\nid: a.8\nevent: job\ndata: {"name":"x"}\n\n');
  assert.equal(lastEventId(), 'a.7');
  asked.destroy();
});

test('a stream ends with its reader, and with the gateway', async () => {
  const closed = Promise.withResolvers<void>();
  const first = await start(() => closed.resolve());
  {
    await using _ = first.gateway;
    const asked = request(`${first.gateway.url}/_train-encrypt/events`).end();
    await once(asked, 'response');
    asked.destroy();
    await closed.promise;
    assert.equal(first.sink().send({ id: '1', name: 'x', data: '' }), false);
  }
  const second = await start();
  const asked = request(`${second.gateway.url}/_train-encrypt/events`).end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  const ended = once(answer, 'end');
  await second.gateway[Symbol.asyncDispose]();
  await ended;
});
