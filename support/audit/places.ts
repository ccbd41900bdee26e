import type { HistoryFiles } from './duckdb/history.ts';
import { workFolder } from './duckdb/work-folder.ts';
import { findFiles, ofThisMachine } from './find-files.ts';
import { s3Files, s3Place } from './s3.ts';
import type { HistoryFile } from './types.ts';

export interface PlaceOptions {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** Where objects of S3 lie while they are read. Default: the system's folder. */
  readonly temporary?: string | undefined;
}

/**
 * The files of folders, files and prefixes of S3.
 * @throws Failure for what is not there
 */
export async function historyOf(
  places: readonly string[],
  options: PlaceOptions,
): Promise<HistoryFiles & AsyncDisposable> {
  const prefixes = places.flatMap((place) => s3Place(place) ?? []);
  const local = ofThisMachine(await findFiles(places.filter((place) => s3Place(place) === undefined)));
  const folder = prefixes.length > 0 ? await workFolder(options.temporary) : undefined;
  let listed = local.length;
  async function* all(): AsyncGenerator<HistoryFile> {
    yield* local;
    for (const prefix of prefixes) {
      for await (const file of s3Files(prefix, { ...options, folder: folder?.path ?? '' })) {
        listed += 1;
        yield file;
      }
    }
  }
  return {
    files: all(),
    count: () => listed,
    async [Symbol.asyncDispose]() {
      await folder?.[Symbol.asyncDispose]();
    },
  };
}
