import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { markdownSummary } from '../../documentation/site/markdown/summary.ts';
import { readSite } from '../../documentation/site/read.ts';
import type { SiteData } from '../../documentation/site/types.ts';
import { writeSite } from '../../documentation/site/write.ts';
import { Failure } from '../../failure.ts';

/** What pages are made of, and where they go. */
export interface Making {
  /** The folder. */
  readonly reports: string;
  /** Files of cucumber's messages. */
  readonly messages: readonly string[];
  /** What `check` wrote as JSON. */
  readonly check?: string;
  /** The folder of the baselines of wrappers, where the history of their verdicts is. */
  readonly baselines?: string;
}

export interface Made {
  /** The start page. */
  readonly page: string;
  readonly data: SiteData;
}

/** Rejects with a `Failure` when something cannot be read or written; older pages are then as they were. */
export async function makePages({ reports, messages, check, baselines }: Making): Promise<Made> {
  const wrappers = check === undefined ? undefined : { check, ...(baselines !== undefined && { baselines }) };
  const data = await readSite(messages, wrappers && { wrappers });
  const { page } = await writeSite(data, reports);
  return { page, data };
}

/**
 * Makes the pages at the end of `features` or `check`, out of what both have left in the folder. What goes wrong is told
 * and changes nothing else: the run has its own verdict. Resolves to `undefined` then.
 */
export async function pagesAfterRun(reports: string, made: Partial<Making> = {}): Promise<Made | undefined> {
  const [messages, check] = ['messages.ndjson', 'check.json'].map((name) => join(reports, name));
  try {
    return await makePages({
      reports,
      messages: messages !== undefined && existsSync(messages) ? [messages] : [],
      ...(check !== undefined && existsSync(check) && { check }),
      ...made,
    });
  } catch (error) {
    const why = error instanceof Failure ? error.message : ((error as Error).stack ?? String(error));
    process.stderr.write(`train-encrypt: no pages were written: ${why}\n`);
    return undefined;
  }
}

/** Adds to the page of a GitHub job what runs show, when there is one. Never rejects. */
export function summariseForGitHub(data: SiteData): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, markdownSummary(data));
  } catch (error) {
    process.stderr.write(`train-encrypt: the summary of the job cannot be written: ${(error as Error).message}\n`);
  }
}
