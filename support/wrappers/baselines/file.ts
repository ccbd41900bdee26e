import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Document, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { type Answer, WORST_FIRST } from '../../findings/answer.ts';
import { escapedForYaml, hasUnseen, shown } from '../../text/shown.ts';
import { issueLines, issuesOf } from '../../text/zod-issues.ts';
import { writeWhole } from '../../write-whole.ts';
import type { NormalisedRequest } from './normalise.ts';

/** What a file of approved requests holds. */
export interface Baseline {
  readonly wrapper: string;
  readonly situation: string;
  /** The day of the approval, YYYY-MM-DD by UTC. */
  readonly approved: string;
  /** The worst answer of its jobs. Absent in files of before it was kept, and where no verdict was given. */
  readonly answer?: Answer;
  readonly requests: readonly NormalisedRequest[];
}

/** Another number means another way of normalising: what was approved before is to be approved again. */
const FORMAT = 1;

const schema = z.strictObject({
  format: z.literal(FORMAT, { error: `is not ${FORMAT}: another version wrote it. Approve again with --update` }),
  wrapper: z.string(),
  situation: z.string(),
  approved: z.iso.date({ error: 'is no date: write YYYY-MM-DD' }),
  answer: z.enum(WORST_FIRST, { error: `is no answer: ${WORST_FIRST.join(', ')}` }).exactOptional(),
  requests: z.array(z.strictObject({ operation: z.string(), request: z.record(z.string(), z.unknown()) })),
});

/** `<folder>/<wrapper>/<situation>.yaml`, whatever characters the names have. */
export function baselineFile(folder: string, wrapper: string, situation: string): string {
  return join(folder, fileName(wrapper), `${fileName(situation)}.yaml`);
}

const fileName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} ._@+-]/gu, '-')
    .replace(/^\.+|[. ]+$/g, '-')
    .slice(0, 100) || '-';

/** The text of the file: the same requests give the same text. */
export function baselineText({ wrapper, situation, approved, answer, requests }: Baseline): string {
  const header = [
    `Requests that ${oneLine(wrapper)} sends in the situation ${oneLine(situation)}, as approved.`,
    'Names, times and ids of a run are replaced by <words>; what was given is <subnet 1>, <security group 1>, <role>.',
    'A run that sends something else shows the difference. To approve that: train-encrypt check --update',
  ];
  const body = yamlOf({ format: FORMAT, wrapper, situation, approved, ...(answer && { answer }), requests });
  return `${header.map((line) => `# ${line}\n`).join('')}${body}`;
}

const oneLine = (text: string): string => shown(text.replace(/\s+/g, ' '));

/** A reviewer sees all that stands in it: what nobody sees is written as an escape. */
function yamlOf(value: object): string {
  const document = new Document(value);
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && hasUnseen(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return escapedForYaml(document.toString({ lineWidth: 0 }));
}

/**
 * Reads an approved file; `undefined` when there is none.
 * @throws Failure exit code 2, naming file and line, when it is damaged or belongs to something else; 3 when it cannot
 * be read
 */
export async function readBaseline(file: string, wrapper: string, situation: string): Promise<Baseline | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw notUsable(file, 'read', error);
  });
  if (text === undefined) return undefined;
  const baseline = parse(text, file);
  for (const [member, wanted] of [
    ['wrapper', wrapper],
    ['situation', situation],
  ] as const) {
    if (baseline[member] === wanted) continue;
    const line = lineOf(text, [member]);
    throw bad(
      `${file}:${line} is the baseline of the ${member} ${baseline[member]}, not of ${wanted}. Two names that differ in ` +
        'their special characters only share a file: rename one of them, or remove the file if it is an old one.',
    );
  }
  return baseline;
}

function parse(text: string, file: string): Baseline {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    const what = error.message.split('\n', 1)[0]?.replace(/:$/, '');
    throw bad(`${file}:${lines.linePos(error.pos[0]).line} is no YAML: ${what}. ${RESTORE}`, error);
  }
  const read = schema.safeParse(plain(document, file));
  if (read.success) return read.data;
  const [issue] = issuesOf(read.error);
  const [line] = issueLines(read.error, 'it');
  throw bad(`${file}:${lineOf(text, issue?.path ?? [])} is no baseline: ${line}. ${RESTORE}`, read.error);
}

const RESTORE = 'Restore it from version control, or remove it and approve again with --update.';

function plain(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw bad(`${file}:1 is no baseline: ${(error as Error).message}. ${RESTORE}`, error);
  }
}

/** Where a member stands, or what it would stand in. */
function lineOf(text: string, path: readonly PropertyKey[]): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
    if (node?.range) return lines.linePos(node.range[0] ?? 0).line;
  }
  return 1;
}

/**
 * Writes the file, all of it or nothing.
 * @throws Failure exit code 3 when it cannot be written
 */
export async function writeBaseline(file: string, baseline: Baseline): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, baselineText(baseline));
  } catch (error) {
    throw notUsable(file, 'written', error);
  }
}

function notUsable(file: string, what: 'read' | 'written', error: unknown): Failure {
  const why = (error as NodeJS.ErrnoException).code ?? String(error);
  return new Failure(`the baseline ${file} cannot be ${what} (${why}). Choose another folder with --baselines.`, {
    exitCode: 3,
    cause: error,
  });
}

const bad = (text: string, cause?: unknown): Failure => new Failure(text, { exitCode: 2, cause });
