import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { badDigest, invalidDigest, wrongMd5 } from './errors.ts';

/** Checksums that a request gives for its body, and that its answer gives back. */
export interface Checksums {
  readonly ContentMD5?: string;
  readonly ChecksumCRC32?: string;
  readonly ChecksumCRC32C?: string;
  readonly ChecksumCRC64NVME?: string;
  readonly ChecksumSHA1?: string;
  readonly ChecksumSHA256?: string;
}

type Name = keyof Checksums;

const ALGORITHMS: Readonly<Record<Name, (bytes: Uint8Array) => Promise<string> | string>> = {
  ContentMD5: hashed('md5'),
  ChecksumCRC32: (bytes) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(bytes));
    return sum.toString('base64');
  },
  ChecksumCRC32C: (bytes) => summed(new Crc32c(), bytes),
  ChecksumCRC64NVME: (bytes) => summed(new Crc64Nvme(), bytes),
  ChecksumSHA1: hashed('sha1'),
  ChecksumSHA256: hashed('sha256'),
};

/** The members of an input that hold a checksum which is checked here. */
export const CHECKSUMS = Object.keys(ALGORITHMS) as readonly Name[];

/** Checks a body against what a request says of it. Returns what an answer repeats. Throws `BadDigest`. */
export async function verified(given: Checksums, bytes: Uint8Array): Promise<Checksums> {
  const kept: Partial<Record<Name, string>> = {};
  for (const name of CHECKSUMS) {
    const expected = given[name];
    if (expected === undefined) continue;
    if (name === 'ContentMD5' && !isMd5(expected)) throw invalidDigest(expected);
    if ((await ALGORITHMS[name](bytes)) !== expected) {
      throw name === 'ContentMD5' ? wrongMd5() : badDigest(name.replace(/^Checksum/, ''));
    }
    if (name !== 'ContentMD5') kept[name] = expected;
  }
  return kept;
}

/** Sixteen bytes in base64. */
const isMd5 = (text: string) => /^[A-Za-z0-9+/]{22}==$/.test(text);

function hashed(algorithm: string) {
  return (bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('base64');
}

async function summed(
  checksum: { update(bytes: Uint8Array): void; digest(): Promise<Uint8Array> },
  bytes: Uint8Array,
): Promise<string> {
  checksum.update(bytes);
  return Buffer.from(await checksum.digest()).toString('base64');
}
