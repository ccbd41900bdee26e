/** Whole files for tests: read, judged, and what came of each at file and line. Nothing but tests imports this. */

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { collapsed } from '../conditions.ts';
import { textOf } from '../decode.ts';
import { withElsewhere } from '../elsewhere.ts';
import { lintRequest } from '../judge-request.ts';
import type { NetworkSource } from '../network/book.ts';
import { type ReadDocuments, readDocuments } from '../read-requests.ts';
import type { LintedRequest } from '../report/result.ts';

export interface Judged extends Pick<ReadDocuments, 'skipped' | 'hasLog'> {
  readonly requests: readonly LintedRequest[];
  /** `12 encrypted`, `30 unencrypted if IsProd`: line, answer and condition, one for each job. */
  readonly rows: readonly string[];
}

/** @param name of the file in places, and where its neighbours are looked for from `folder` */
export async function judgedFile(folder: string, name: string, source?: NetworkSource): Promise<Judged> {
  return judgedText(await textOf(await readFile(join(folder, name))), name, source, folder);
}

export async function judgedText(text: string, name: string, source?: NetworkSource, folder = '.'): Promise<Judged> {
  const read = readDocuments(text, name, (path) => {
    const file = join(dirname(name), path);
    try {
      return { file, text: readFileSync(join(folder, file), 'utf8') };
    } catch {
      return undefined;
    }
  });
  const linted: LintedRequest[] = [];
  for (const request of read.requests) {
    const jobs = await lintRequest(request, source, { mode: 'documented', strict: false });
    linted.push(withElsewhere(request, jobs, read.requests));
  }
  const requests = collapsed(linted);
  const rows = requests.flatMap(({ request, jobs, elsewhere, under = '' }) => {
    const at = (line: number | undefined, answer: string) => `${line ?? '-'} ${answer} ${under}`.trim();
    const ofJobs = jobs.map(({ place, answered }) => at(place.line, answered.answer));
    const within = request.place.file === name ? '' : `${request.place.file}:`;
    return (elsewhere ? [at(request.place.line, elsewhere.answer)] : ofJobs).map((row) => `${within}${row}`);
  });
  return { ...read, requests, rows };
}
