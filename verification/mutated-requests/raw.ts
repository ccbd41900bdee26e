import type { Chance } from './chance.ts';
import type { WireRequest } from './wire.ts';

/** What no HTTP client would send: headers that lie about the body, broken chunks, lines that are none. */

type Damage = (request: WireRequest, chance: Chance) => { readonly raw: Buffer; readonly what: string };

function written(request: WireRequest, framing: readonly string[], body: Buffer, line?: string): Buffer {
  const { host: _host, ...headers } = request.headers;
  const lines = [
    line ?? `${request.method} ${request.path} HTTP/1.1`,
    'host: 127.0.0.1',
    'connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...framing,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

const lengthLies: Damage = (request, chance) => {
  const { length } = request.body;
  const said = chance.pick([
    `${length + 10}`,
    `${Math.max(0, length - 10)}`,
    '0',
    '-1',
    '1e3',
    `${length}, ${length}`,
    '99999999999999999999',
    'x',
    '',
    ` ${length} `,
  ]);
  return {
    raw: written(request, [`content-length: ${said}`], request.body),
    what: `content-length ${said} for ${length} bytes`,
  };
};

const lengthTwice: Damage = (request, chance) => {
  const { length } = request.body;
  const other = chance.pick([length, length + 1, 0]);
  return {
    raw: written(request, [`content-length: ${length}`, `content-length: ${other}`], request.body),
    what: 'content-length twice',
  };
};

function chunked(body: Buffer, chance: Chance): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const size = Math.min(body.length - at, 1 + chance.upTo(200));
    parts.push(Buffer.from(`${size.toString(16)}\r\n`), body.subarray(at, at + size), Buffer.from('\r\n'));
    at += size;
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

const inChunks: Damage = (request, chance) => ({
  raw: written(request, ['transfer-encoding: chunked'], chunked(request.body, chance)),
  what: 'in chunks',
});

const brokenChunks: Damage = (request, chance) => {
  const body = chunked(request.body, chance);
  const broken = chance.pick([
    Buffer.from('zz\r\n'),
    body.subarray(0, Math.floor(body.length / 2)),
    Buffer.from(body.toString('latin1').replace(/^[0-9a-f]+/, 'fffffffff'), 'latin1'),
    Buffer.from('-1\r\n\r\n'),
    body.subarray(0, -5),
    Buffer.concat([Buffer.from(`1;${'x'.repeat(20_000)}\r\n`), body]),
    Buffer.alloc(0),
    Buffer.from(body.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
  ]);
  return { raw: written(request, ['transfer-encoding: chunked'], broken), what: 'broken chunks' };
};

const bothFramings: Damage = (request, chance) => {
  const framing = ['transfer-encoding: chunked', `content-length: ${request.body.length}`];
  const order = chance.upTo(1) === 0 ? framing : framing.toReversed();
  return { raw: written(request, order, chunked(request.body, chance)), what: 'chunks and content-length' };
};

const brokenLine: Damage = (request, chance) => {
  const line = chance.pick([
    '',
    'POST',
    'POST /',
    'POST / HTTP/9.9',
    'POST / HTTP/0.9',
    'post / http/1.1',
    'P\u0000ST / HTTP/1.1',
    'POST  /  HTTP/1.1',
    '\u0016\u0003\u0001\u0002\u0000',
    'GET / HTTP/1.1\r\nGET / HTTP/1.1',
    `POST /${'x'.repeat(20_000)} HTTP/1.1`,
    'PRI * HTTP/2.0',
    'CONNECT 127.0.0.1:1 HTTP/1.1',
    'POST /\u00ff HTTP/1.1',
    'BREW /pot HTTP/1.1',
  ]);
  return {
    raw: written(request, [`content-length: ${request.body.length}`], request.body, line),
    what: `first line ${line.slice(0, 40)}`,
  };
};

const brokenHeader: Damage = (request, chance) => {
  const header = chance.pick([
    'no-colon',
    ': empty',
    'a b: c',
    'x-amz-target\u0000: y',
    'x: \u0000',
    ' folded: header',
    `big: ${'x'.repeat(40_000)}`,
    'x: \u001b[31m',
    'expect: something',
    'upgrade: websocket',
    ...[
      'x-amz-target: SageMaker.DeleteTags',
      'content-type: text/plain',
      'transfer-encoding: gzip',
      'host: other',
      'authorization: x',
    ],
  ]);
  return {
    raw: written(request, [`content-length: ${request.body.length}`, header], request.body),
    what: `header ${header.slice(0, 40)}`,
  };
};

const manyHeaders: Damage = (request, chance) => {
  const count = chance.pick([50, 500, 3_000]);
  const headers = Array.from({ length: count }, (_, index) => `x-${index}: ${index}`);
  return {
    raw: written(request, [`content-length: ${request.body.length}`, ...headers], request.body),
    what: `${count} headers`,
  };
};

const headOnly: Damage = (request, chance) => {
  const whole = written(request, [`content-length: ${request.body.length}`], request.body);
  const length = chance.upTo(whole.length - 1);
  return { raw: whole.subarray(0, length), what: `gone after ${length} bytes` };
};

const pipelined: Damage = (request, chance) => {
  const one = written(request, [`content-length: ${request.body.length}`], request.body);
  const keeping = Buffer.from(one.toString('latin1').replace('connection: close\r\n', ''), 'latin1');
  return {
    raw: Buffer.concat([...Array.from({ length: 1 + chance.upTo(3) }, () => keeping), one]),
    what: 'several at once',
  };
};

const DAMAGES: readonly (readonly [number, Damage])[] = [
  [4, lengthLies],
  [1, lengthTwice],
  [3, inChunks],
  [3, brokenChunks],
  [1, bothFramings],
  [3, brokenLine],
  [3, brokenHeader],
  [1, manyHeaders],
  [2, headOnly],
  [1, pipelined],
];

export const damageRaw: Damage = (request, chance) => chance.weighted(DAMAGES)(request, chance);
