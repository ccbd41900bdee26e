import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isThisMachine } from './this-machine.ts';

test('an engine without a container in between', async () => {
  assert.equal(await isThisMachine('localhost'), true);
});

test('in a container with an engine of its own, whose gateway is one of our addresses', async () => {
  assert.equal(await isThisMachine('127.0.0.1'), true);
});

test('in a container that was given the socket of an engine outside, or with one far away', async () => {
  assert.equal(await isThisMachine('192.0.2.1'), false);
  assert.equal(await isThisMachine('docker.invalid'), false);
});
