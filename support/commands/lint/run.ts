import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import pc from 'picocolors';
import { Failure } from '../../failure.ts';
import { withElsewhere } from '../../lint/elsewhere.ts';
import { lintRequest } from '../../lint/judge-request.ts';
import type { NetworkSource } from '../../lint/network/book.ts';
import { networkFiles } from '../../lint/network/files.ts';
import { readDocuments } from '../../lint/read-requests.ts';
import { documentOf } from '../../lint/report/json.ts';
import { exitCodeOf, type LintedRequest, type LintResult } from '../../lint/report/result.ts';
import { textOf } from '../../lint/report/text.ts';
import type { SkippedPart } from '../../lint/types.ts';
import { jsonText } from '../../text/shown.ts';
import { listed } from '../../text/words.ts';
import { writeWhole } from '../../write-whole.ts';
import type { LintOptions } from './options.ts';

const PAINT = { bad: pc.red, good: pc.green, dim: pc.dim };

/** Judges the requests of files. Returns the exit code; rejects with a `Failure` for what cannot be read or written. */
export async function lint(files: readonly string[], options: LintOptions): Promise<number> {
  const wrong = misused(files, options);
  if (wrong !== undefined) throw new Failure(wrong, { exitCode: 2 });
  const read = await Promise.all(files.map(readFrom));
  const requests = read.flatMap((one) => one.requests);
  const skipped = read.flatMap((one) => one.skipped);
  if (requests.length === 0) throw nothingToJudge(files, skipped);
  const { rules, strict = false, requireShown } = options;
  const source = await networkOf(options);
  try {
    const linted: LintedRequest[] = [];
    for (const request of requests) {
      linted.push(withElsewhere(request, await lintRequest(request, source, { mode: rules, strict }), requests));
    }
    const result = {
      files: files.map(shown),
      requests: linted,
      skipped,
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

async function readFrom(file: string) {
  const content = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch(
    (error: NodeJS.ErrnoException) => {
      throw new Failure(`${shown(file)} cannot be read (${error.code ?? error.message}). Give a JSON or YAML file.`, {
        exitCode: 2,
        cause: error,
      });
    },
  );
  return readDocuments(content, shown(file));
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
