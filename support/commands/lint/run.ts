import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import pc from 'picocolors';
import { Failure } from '../../failure.ts';
import { annotate } from '../../findings/github.ts';
import { collapsed } from '../../lint/conditions.ts';
import { textOf as textOfBytes } from '../../lint/decode.ts';
import { withElsewhere } from '../../lint/elsewhere.ts';
import { lintRequest } from '../../lint/judge-request.ts';
import { mayHold, speaksOfJobs } from '../../lint/keywords.ts';
import type { NetworkSource } from '../../lint/network/book.ts';
import { networkFiles } from '../../lint/network/files.ts';
import { type ReadDocuments, readDocuments } from '../../lint/read-requests.ts';
import { annotationsOf } from '../../lint/report/annotations.ts';
import { documentOf } from '../../lint/report/json.ts';
import { exitCodeOf, type LintedRequest, type LintResult } from '../../lint/report/result.ts';
import { textOf } from '../../lint/report/text.ts';
import { suppressed } from '../../lint/suppress.ts';
import type { SkippedPart } from '../../lint/types.ts';
import { jsonText } from '../../text/shown.ts';
import { listed } from '../../text/words.ts';
import { writeWhole } from '../../write-whole.ts';
import { besides, canHoldDocument, isDocument, sourcesOf } from './files.ts';
import type { LintOptions } from './options.ts';
import type { Source } from './source.ts';

const PAINT = { bad: pc.red, good: pc.green, dim: pc.dim };

/** Judges the requests of files. Returns the exit code; rejects with a `Failure` for what cannot be read or written. */
export async function lint(files: readonly string[], options: LintOptions): Promise<number> {
  const wrong = misused(files, options);
  if (wrong !== undefined) throw new Failure(wrong, { exitCode: 2 });
  const { rules, strict = false, requireShown, allowEmpty = false } = options;
  const sources = await sourcesOf(files);
  const read: ReadFile[] = [];
  let foreign = 0;
  for (const one of sources) {
    const found = await readFrom(allowEmpty ? { ...one, found: one.file !== '-' } : one);
    if (found === 'foreign') foreign++;
    else read.push(found);
  }
  const requests = read.flatMap((one) => one.requests);
  const skipped = read.flatMap((one) => one.skipped);
  const isEmpty =
    requests.length === 0 && !skipped.some(({ kind, place }) => kind === 'unreadable' && place.path !== '');
  if (isEmpty && !allowEmpty && !read.some(({ hasLog }) => hasLog)) throw nothingToJudge(files, skipped);
  const source = await networkOf(options);
  try {
    const linted: LintedRequest[] = [];
    for (const request of requests) {
      linted.push(withElsewhere(request, await lintRequest(request, source, { mode: rules, strict }), requests));
    }
    const suppressions = read.flatMap((one) => one.suppressions);
    const { requests: judged, unmatched } = suppressed(collapsed(linted), suppressions, new Date());
    const result = {
      files: (sources.some(({ found }) => found) ? read.flatMap((one) => one.file) : files).map(shown),
      requests: judged,
      skipped,
      unmatched,
      ...(foreign > 0 && { foreign }),
      requireShown,
      rules,
      strict,
      ...(source && { network: source.title }),
    };
    await report(result, options);
    return exitCodeOf(result);
  } finally {
    source?.[Symbol.dispose]?.();
  }
}

function misused(
  files: readonly string[],
  { network, aws, profile, region, json, sarif }: LintOptions,
): string | undefined {
  if (network && aws) return '--network and --aws both say what the network is. Give one of them.';
  if (!aws && (profile ?? region) !== undefined) {
    return `--${profile === undefined ? 'region' : 'profile'} says how EC2 is asked, and it is asked with --aws only. Add --aws, or leave it out.`;
  }
  if (files.filter((file) => file === '-').length > 1) return 'standard input (-) can be read once only.';
  return json !== undefined && json === sarif
    ? `two reports are to go to ${json}. Give each a file of its own.`
    : undefined;
}

/** Where there is nothing else, what was skipped is why. */
function nothingToJudge(files: readonly string[], skipped: readonly SkippedPart[]): Failure {
  const whole = skipped.filter(({ place }) => place.path === '');
  if (whole.length === 1 && files.length === 1) return new Failure(whole[0]?.text ?? '', { exitCode: 2 });
  const text = `there is no request in ${listed(files.map(shown), 6)} for a job that could be encrypted. Nothing was judged.`;
  const why = skipped.slice(0, 10).map((part) => part.text);
  return new Failure([text, ...why].join('\n'), { exitCode: 2 });
}

const STDIN = 'standard input';
const shown = (file: string): string => (file === '-' ? STDIN : file);

type ReadFile = ReadDocuments & { readonly file: string };

/** What a file holds; of one that was found in a folder `foreign` where lint knows nothing in it. */
async function readFrom({ file, found }: Source): Promise<ReadFile | 'foreign'> {
  if (found && !canHoldDocument(file)) return 'foreign';
  const content = await (file === '-' ? buffer(process.stdin) : readFile(file))
    .then(textOfBytes)
    .catch((error: NodeJS.ErrnoException) => {
      if (found) return undefined;
      throw new Failure(`${shown(file)} cannot be read (${error.code ?? error.message}). Give a JSON or YAML file.`, {
        exitCode: 2,
        cause: error,
      });
    });
  if (content === undefined) return { ...unread(file, 'cannot be read or unpacked'), file };
  if (!found) return { ...readDocuments(content, shown(file), besides(file)), file };
  if (!mayHold(content)) return 'foreign';
  const read = readDocuments(content, file, besides(file));
  const whole = read.skipped.filter(({ place, kind }) => place.path === '' || kind === 'unreadable');
  const holds = read.requests.length > 0 || read.hasLog || read.networks.length > 0;
  if (holds) return { ...read, file };
  // A policy or a notebook is known for what it is, and source code is no document.
  const isPolicy = whole.some(({ text }) => /is an IAM or service/.test(text));
  const isNamed = whole.length > 0 && isDocument(file) && speaksOfJobs(content) && !isPolicy;
  if (!isNamed) return 'foreign';
  const named = whole.map((part) => ({
    ...part,
    kind: 'unreadable' as const,
    text: /is nothing that lint knows/.test(part.text)
      ? `${file} speaks of SageMaker jobs and is nothing that lint knows.`
      : part.text,
  }));
  return { ...read, skipped: named, file };
}

function unread(file: string, why: string): ReadDocuments {
  const skipped = [{ kind: 'unreadable' as const, place: { file, path: '' }, text: `${file} ${why}.` }];
  return { requests: [], skipped, networks: [], hasLog: false, suppressions: [] };
}

async function networkOf({
  network,
  aws,
  profile,
  region,
}: LintOptions): Promise<(NetworkSource & Partial<Disposable>) | undefined> {
  if (network) return networkFiles(network);
  if (!aws) return undefined;
  const { networkOfAws } = await import('../../lint/network/aws.ts');
  return networkOfAws({ profile, region });
}

async function report(result: LintResult, options: LintOptions): Promise<void> {
  const { json, sarif } = options;
  if (process.env.GITHUB_ACTIONS === 'true' && json !== '-' && sarif !== '-') await annotate(annotationsOf(result));
  if (json !== '-' && sarif !== '-') process.stdout.write(textOf(result, PAINT, options));
  if (json !== undefined) await write(json, `${jsonText(documentOf(result))}\n`);
  if (sarif !== undefined) {
    const { sarifOf } = await import('../../lint/report/sarif.ts');
    await write(sarif, sarifOf(result));
  }
}

async function write(file: string, content: string): Promise<void> {
  if (file === '-') {
    await new Promise<void>((resolve) => process.stdout.write(content, () => resolve()));
    return;
  }
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, content);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Failure(`the report ${file} cannot be written (${why}). Choose another file.`, {
      exitCode: 3,
      cause: error,
    });
  }
}
