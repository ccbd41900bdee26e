import type { HistoryFile, SkippedFile } from '../types.ts';
import { inspect, type WholeFile } from './inspect.ts';

/** Files that are read together: alike in their compression. */
export interface Batch {
  readonly files: readonly WholeFile[];
  readonly skipped: readonly SkippedFile[];
}

/** Bytes, unpacked. */
const MOST_BYTES = 256 * 1024 ** 2;
const MOST_FILES = 256;
/** Files that are looked at at the same time. */
const AT_ONCE = 4;

/** The files in batches, each looked at first. The next batch is looked at while the former is read. */
export async function* batches(files: AsyncIterable<HistoryFile>): AsyncGenerator<Batch> {
  let whole: WholeFile[] = [];
  let skipped: SkippedFile[] = [];
  let bytes = 0;
  for await (const one of inspected(files)) {
    if ('why' in one) {
      skipped.push(one);
      continue;
    }
    const isFull =
      whole.length >= MOST_FILES || bytes + one.size > MOST_BYTES || whole[0]?.isCompressed !== one.isCompressed;
    if (whole.length > 0 && isFull) {
      yield { files: whole, skipped };
      whole = [];
      skipped = [];
      bytes = 0;
    }
    whole.push(one);
    bytes += one.size;
  }
  yield { files: whole, skipped };
}

async function* inspected(files: AsyncIterable<HistoryFile>): AsyncGenerator<WholeFile | SkippedFile> {
  const waiting: Promise<WholeFile | SkippedFile>[] = [];
  for await (const file of files) {
    waiting.push(inspect(file));
    if (waiting.length >= AT_ONCE) yield (await waiting.shift()) as WholeFile;
  }
  for (const one of waiting) yield await one;
}

/** The same items, the next one being made while the former is used. */
export async function* ahead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next();
  for (;;) {
    const { done, value } = await next;
    if (done) return;
    next = items.next();
    // A caller that stops early never awaits it.
    next.catch(() => undefined);
    yield value;
  }
}
