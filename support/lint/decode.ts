import { promisify } from 'node:util';
import * as zlib from 'node:zlib';

/** Bytes that a compressed file may grow to: what is larger was made to harm. */
const MOST = 512 * 1024 * 1024;

const gunzip = promisify(zlib.gunzip);

/**
 * The text of a file, whatever it is packed and written in: gzip, zstd, UTF-8 or UTF-16, with or without its mark.
 * @throws Error when it cannot be unpacked
 */
export async function textOf(bytes: Buffer): Promise<string> {
  return decoded(await unpacked(bytes));
}

async function unpacked(bytes: Buffer): Promise<Buffer> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzip(bytes, { maxOutputLength: MOST });
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== 0xfd2fb528) return bytes;
  // Node 22.15 has it first.
  if (typeof zlib.zstdDecompress !== 'function') throw new Error('it is packed with zstd, which takes Node.js 22.15');
  return promisify(zlib.zstdDecompress)(bytes, { maxOutputLength: MOST });
}

function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (first === 0xfe && second === 0xff) return swapped(bytes.subarray(2)).toString('utf16le');
  // Documents begin with a character of ASCII, of which UTF-16 has one byte empty.
  if (first !== 0 && second === 0 && bytes.length % 2 === 0) return bytes.toString('utf16le');
  if (first === 0 && second !== 0 && bytes.length % 2 === 0) return swapped(bytes).toString('utf16le');
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
