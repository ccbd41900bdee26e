import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { HistoryFile, SkippedFile } from '../types.ts';

/** A file whose bytes are whole. */
export interface WholeFile {
  readonly file: HistoryFile;
  /** On this machine. */
  readonly path: string;
  readonly isCompressed: boolean;
  /** Bytes, unpacked. */
  readonly size: number;
}

/** Bytes. CloudTrail's own files stay far below. */
const LARGEST = 1024 ** 3;
/** Bytes at a time. */
const CHUNK = 1024 ** 2;

/**
 * Whether a file's bytes are those that were written: DuckDB unpacks gzip without looking at its checksum, and a bit that
 * turned would change the numbers unseen.
 */
export async function inspect(file: HistoryFile): Promise<WholeFile | SkippedFile> {
  const found = await look(file);
  if ('why' in found) await file.release?.();
  return found;
}

async function look(file: HistoryFile): Promise<WholeFile | SkippedFile> {
  const { name } = file;
  const skipped = (kind: SkippedFile['kind'], why: string): SkippedFile => ({ file: name, kind, why });
  try {
    const path = await file.fetch();
    const { bytes, size } = await beginning(path);
    if (size === 0) return skipped('damaged', 'is empty');
    const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    if (!isCompressed && name.endsWith('.gz')) return skipped('damaged', 'is named .gz and is not compressed');
    if (!isCompressed && !/^\s*[{[]/.test(bytes.toString('utf8'))) return skipped('foreign', 'is no JSON');
    const unpacked = isCompressed ? await unpackedSize(path) : size;
    if (unpacked > LARGEST) return skipped('damaged', 'is larger than 1 GiB unpacked');
    return { file, path, isCompressed, size: unpacked };
  } catch (error) {
    const { code, message, name: kind } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') return skipped('damaged', 'is truncated');
    if (code?.startsWith('Z_')) return skipped('damaged', `is damaged (${message})`);
    return skipped('damaged', `cannot be read (${code ?? (kind === 'Error' ? message : kind)})`);
  }
}

async function beginning(file: string): Promise<{ readonly bytes: Buffer; readonly size: number }> {
  await using handle = await open(file);
  const { size } = await handle.stat();
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
  return { bytes: buffer.subarray(0, bytesRead), size };
}

async function unpackedSize(file: string): Promise<number> {
  let size = 0;
  const count = new Writable({
    highWaterMark: CHUNK,
    write(chunk: Buffer, _, done) {
      size += chunk.length;
      done();
    },
  });
  await pipeline(createReadStream(file, { highWaterMark: CHUNK }), createGunzip({ chunkSize: CHUNK }), count);
  return size;
}
