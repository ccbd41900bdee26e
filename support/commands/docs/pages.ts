import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSite } from '../../documentation/site/read.ts';
import type { SiteData } from '../../documentation/site/types.ts';
import { type WriteOptions, writeSite } from '../../documentation/site/write.ts';
import { Failure } from '../../failure.ts';

/** What pages are made of, and where they go. */
export interface Making extends WriteOptions {
  /** The folder. */
  readonly reports: string;
  /** Files of cucumber's messages. */
  readonly messages: readonly string[];
  /** What `check` wrote as JSON, or each shard of it. */
  readonly check?: string | readonly string[];
  /** The file with the history of wrappers' verdicts. Default: beside what `check` wrote. */
  readonly history?: string;
  /** What a kernel confirmed: the file that `npm run kernel -- --json` wrote. */
  readonly kernel?: string;
}

export interface Made {
  /** The start page. */
  readonly page: string;
  readonly data: SiteData;
}

/** Rejects with a `Failure` when something cannot be read or written; older pages are then as they were. */
export async function makePages(making: Making): Promise<Made> {
  const data = await read(making);
  const { page } = await writeSite(data, making.reports, making);
  return { page, data };
}

/**
 * Makes the pages at the end of `features` or `check`, out of what both have left in the folder. What goes wrong is reported
 * on standard error and changes nothing else: the run has its own verdict.
 * @param making in place of what is found in the folder
 */
export async function pagesAfterRun(
  reports: string,
  making: Partial<Omit<Making, 'reports'>> = {},
): Promise<{ readonly [K in keyof Made]: Made[K] | undefined }> {
  let data: SiteData | undefined;
  try {
    const found = { ...foundIn(reports), ...making, reports };
    data = await read(found);
    const { page } = await writeSite(data, reports, found);
    return { page, data };
  } catch (error) {
    const why = error instanceof Failure ? error.message : ((error as Error).stack ?? String(error));
    process.stderr.write(`train-encrypt: no pages were written: ${why}\n`);
    return { page: undefined, data };
  }
}

/** What runs have left in a folder. */
export function foundIn(reports: string): Pick<Making, 'messages' | 'kernel'> & { readonly check?: string } {
  const [messages = '', check = '', kernel = ''] = ['messages.ndjson', 'check.json', 'kernel.json'].map((name) =>
    join(reports, name),
  );
  return {
    messages: existsSync(messages) ? [messages] : [],
    ...(existsSync(check) && { check }),
    ...(existsSync(kernel) && { kernel }),
  };
}

async function read({ messages, check, history, kernel }: Making): Promise<SiteData> {
  const wrappers = check === undefined ? undefined : { check, ...(history !== undefined && { history }) };
  return readSite(messages, { ...(wrappers && { wrappers }), ...(kernel !== undefined && { kernel }) });
}
