import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { deadUrl, serve } from '../testing/servers.ts';
import { Connections, Unreachable } from './http.ts';

const get = { method: 'GET', path: '/', headers: {}, body: new Uint8Array() };

test('connections are kept, and one that the server has closed meanwhile is not noticed', async () => {
  const sockets = new Set<Socket>();
  await using server = await serve((_, response) => response.end('ok'));
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  using connections = new Connections(new URL(server.url));
  for (let i = 0; i < 3; i += 1) assert.equal((await connections.send(get)).body.toString(), 'ok');
  assert.equal(sockets.size, 1);
  // The next request is on its way before this side hears of the end.
  for (const socket of sockets) socket.resetAndDestroy();
  assert.equal((await connections.send(get)).status, 200);
  assert.equal(sockets.size, 2);
});

test('a server that is not there, breaks off or stays silent is unreachable', async () => {
  using nowhere = new Connections(new URL(await deadUrl()));
  await assert.rejects(nowhere.send(get), Unreachable);
  await using breaking = await serve((request) => request.socket.destroy());
  using broken = new Connections(new URL(breaking.url));
  await assert.rejects(broken.send(get), Unreachable);
  await using half = await serve((_, response) => {
    response.setHeader('content-length', '100');
    response.write('half', () => response.destroy());
  });
  using halved = new Connections(new URL(half.url));
  await assert.rejects(halved.send(get), Unreachable);
  await using silent = await serve(() => {});
  using waiting = new Connections(new URL(silent.url));
  await assert.rejects(waiting.send(get, 100), /no answer within 0\.1 s/);
});
