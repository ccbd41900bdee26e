import { mkdir } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { SiteData } from '../../documentation/site/types.ts';
import type { WriteOptions } from '../../documentation/site/write.ts';
import { Failure } from '../../failure.ts';
import { counted } from '../../text/words.ts';
import { writeWhole } from '../../write-whole.ts';
import { tellGitHub } from './github.ts';
import type { DocsOptions } from './options.ts';
import { foundIn, type Made, makePages } from './pages.ts';
import { runReports } from './run-reports.ts';

/** Writes the pages of what lies in the folder of reports. Returns the exit code. */
export async function writeDocs(options: DocsOptions, writing: WriteOptions = {}): Promise<number> {
  const making = { ...foundIn(options.reports), ...named(options) };
  if (making.messages.length === 0 && making.check === undefined) {
    const text = `there is nothing in ${options.reports} to make pages of: neither messages.ndjson nor check.json. Run \`train-encrypt features\`, or name files with --messages.`;
    throw new Failure(text, { exitCode: 2 });
  }
  return told(await makePages({ ...making, ...writing }), options);
}

/** Writes one site of several runs. Returns the exit code: 1 when a shard is missing. */
export async function mergeDocs(
  places: readonly string[],
  options: DocsOptions,
  writing: WriteOptions = {},
): Promise<number> {
  const { messages, checks } = await runReports([...places, ...(options.messages ?? [])]);
  const found = { ...foundIn(options.reports), ...(checks.length > 0 && { check: checks }) };
  return told(await makePages({ ...found, ...named(options), messages, ...writing }), options);
}

function named({ reports, messages, check, history, kernel }: DocsOptions) {
  return {
    reports,
    ...(messages !== undefined && { messages }),
    ...(check !== undefined && { check }),
    ...(history !== undefined && { history }),
    ...(kernel !== undefined && { kernel }),
  };
}

async function told({ page, data }: Made, options: DocsOptions): Promise<number> {
  if (options.data !== undefined) await writeData(options.data, data);
  await tellGitHub(data, { reports: options.reports, annotated: false });
  const { runs, scenarios, wrappers, missingCheckShards = [] } = data;
  const ids = runs.length > 0 ? ` (${runs.map(({ id }) => id).join(', ')})` : '';
  const shown = [
    ...(runs.length > 0 || wrappers.length === 0
      ? [`${scenarios.length} scenarios, ${counted(runs.length, 'run')}${ids}`]
      : []),
    ...(wrappers.length > 0 ? [counted(wrappers.length, 'attempt of a wrapper', 'attempts of wrappers')] : []),
  ];
  process.stdout.write(`${shown.join(', ')}: ${relative(process.cwd(), page)}\n`);
  const missing = runs.filter(({ missingShards }) => missingShards.length > 0);
  for (const { id, missingShards } of missing) process.stderr.write(missingText(missingShards, id));
  if (missingCheckShards.length > 0) process.stderr.write(missingText(missingCheckShards, 'check'));
  return missing.length > 0 || missingCheckShards.length > 0 ? 1 : 0;
}

function missingText(shards: readonly string[], of: string): string {
  const [which, is] = shards.length === 1 ? ['shard', 'is'] : ['shards', 'are'];
  return `train-encrypt: ${which} ${shards.join(', ')} of ${of} ${is} missing.\n`;
}

async function writeData(file: string, data: SiteData): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, JSON.stringify(data));
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Failure(`${file} cannot be written (${why}).`, { exitCode: 3, cause: error });
  }
}
