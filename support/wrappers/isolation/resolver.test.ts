import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { answerNobody, readQuestion } from './resolver.ts';

const QUERY = Buffer.from('abcd01000001000000000000' + '03777777076578616d706c6503636f6d00' + '00010001', 'hex');

test('the name of a question is read, lower case', () => {
  assert.equal(readQuestion(QUERY)?.name, 'www.example.com');
  const upper = Buffer.from(QUERY);
  upper.write('WWW', 13);
  assert.equal(readQuestion(upper)?.name, 'www.example.com');
});

test('what is no question is none', () => {
  assert.equal(readQuestion(Buffer.alloc(0)), undefined);
  assert.equal(readQuestion(QUERY.subarray(0, 20)), undefined);
  assert.equal(readQuestion(Buffer.concat([QUERY.subarray(0, 12), Buffer.from([0xc0, 12, 0, 1, 0, 1])])), undefined);
  for (let end = 0; end < QUERY.length; end += 1) assert.equal(readQuestion(QUERY.subarray(0, end)), undefined);
});

test('every name is answered with: there is no such name', async () => {
  const [server, client] = [createSocket('udp4'), createSocket('udp4')];
  const names: string[] = [];
  answerNobody(server, (name) => names.push(name));
  await once(server.bind(0, '127.0.0.1'), 'listening');
  client.send('no question', server.address().port, '127.0.0.1');
  client.send(QUERY, server.address().port, '127.0.0.1');
  const [answer] = (await once(client, 'message')) as [Buffer];
  server.close();
  client.close();
  assert.deepEqual(names, ['www.example.com']);
  assert.equal(answer.readUInt16BE(0), 0xabcd);
  assert.equal(answer.readUInt16BE(2) & 0x800f, 0x8003);
  assert.deepEqual([answer.readUInt16BE(4), answer.readUInt16BE(6)], [1, 0]);
  assert.deepEqual(answer.subarray(12), QUERY.subarray(12));
});
