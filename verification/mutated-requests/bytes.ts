import type { Chance } from './chance.ts';

/** Ways to damage a body that know nothing of what it says. */

type Damage = (body: Buffer, chance: Chance) => { readonly body: Buffer; readonly what: string };

const cutOff: Damage = (body, chance) => {
  const length = chance.upTo(body.length);
  return { body: body.subarray(0, length), what: `cut off after ${length} bytes` };
};

const flipped: Damage = (body, chance) => {
  const changed = Buffer.from(body);
  const count = 1 + chance.upTo(4);
  for (let i = 0; i < count && changed.length > 0; i += 1) {
    const at = chance.upTo(changed.length - 1);
    changed[at] = (changed[at] ?? 0) ^ (1 << chance.upTo(7));
  }
  return { body: changed, what: `${count} bits flipped` };
};

const inserted: Damage = (body, chance) => {
  const at = chance.upTo(body.length);
  const bytes = chance.pick([
    Buffer.from([0]),
    Buffer.from([0xff]),
    Buffer.from([0xc0, 0x80]),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from('"'),
    Buffer.from('&'),
    Buffer.from('{'),
    Buffer.from('\\'),
    Buffer.alloc(1_000),
    Buffer.from('\r\n\r\n'),
    Buffer.from('\ufeff'),
  ]);
  return { body: Buffer.concat([body.subarray(0, at), bytes, body.subarray(at)]), what: `bytes put in at ${at}` };
};

const removed: Damage = (body, chance) => {
  const from = chance.upTo(body.length);
  const to = Math.min(body.length, from + 1 + chance.upTo(20));
  return { body: Buffer.concat([body.subarray(0, from), body.subarray(to)]), what: `bytes ${from} to ${to} removed` };
};

const otherEncoding: Damage = (body, chance) => {
  if (chance.upTo(1) === 0) return { body: Buffer.from(body.toString('latin1'), 'utf16le'), what: 'UTF-16' };
  return { body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]), what: 'a byte order mark' };
};

const doubled: Damage = (body) => ({ body: Buffer.concat([body, body]), what: 'the body twice' });

const filler: Damage = (body, chance) => {
  const size = chance.weighted([
    [12, 0],
    [12, 70_000],
    [4, 1_100_000],
    [1, 8 * 1024 * 1024 + 1],
  ]);
  const byte = chance.pick([0, 0x20, 0x41, 0x5b, 0x26]);
  return { body: Buffer.concat([body, Buffer.alloc(size, byte)]), what: `${size} bytes of ${byte} behind the body` };
};

const DAMAGES: readonly (readonly [number, Damage])[] = [
  [4, cutOff],
  [6, flipped],
  [4, inserted],
  [4, removed],
  [1, otherEncoding],
  [1, doubled],
  [1, filler],
];

export const damageBytes: Damage = (body, chance) => chance.weighted(DAMAGES)(body, chance);
