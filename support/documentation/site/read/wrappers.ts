import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { Failure } from '../../../failure.ts';
import { WORST_FIRST } from '../../../findings/answer.ts';
import { issueLines } from '../../../text/zod-issues.ts';
import { describeIsolation } from '../../../wrappers/isolation/types.ts';
import { describeWrapperVerdict } from '../../../wrappers/judge/index.ts';
import { errorLine } from '../../../wrappers/judge/words.ts';
import type { AttemptDocument, CheckDocument } from '../../../wrappers/report/document.ts';
import type { Standing } from '../../../wrappers/report/result.ts';
import type { Exception, WrapperVerdict } from '../../../wrappers/types.ts';
import { HISTORY_FILE, historyOf, readHistory } from '../history.ts';
import type { SiteWrapperCell } from '../types.ts';
import { exceptionsOf, isWhole, seenOf, wholeSchema } from './attempt.ts';

/** What a run of `check` left. */
export interface WrapperCells {
  /** Of train-encrypt. */
  readonly version: string;
  readonly cells: readonly SiteWrapperCell[];
  /** Exceptions that nothing called for. */
  readonly unmatched: readonly Exception[];
  /** Situations that wrappers leave out, and why. */
  readonly leftOut: NonNullable<CheckDocument['leftOut']>;
  /** Shards that nobody gave, such as `2/3`. */
  readonly missingShards: readonly string[];
  /** What was not tried to its end. */
  readonly problems: readonly string[];
}

const exceptionSchema = z.looseObject({
  wrapper: z.string(),
  situation: z.string(),
  finding: z.string(),
  owner: z.string(),
  reason: z.string(),
  expires: z.string(),
});

/** As far as the pages rely on it; `check` writes more. */
const checkSchema = z.looseObject({
  schema: z.literal('train-encrypt/check'),
  schemaVersion: z.literal(2),
  tool: z.looseObject({ version: z.string() }),
  engine: z.looseObject({ name: z.string() }),
  rules: z.looseObject({ mode: z.string() }),
  planned: z.number(),
  shard: z
    .string()
    .regex(/^[1-9]\d*\/[1-9]\d*$/)
    .optional(),
  unmatchedExceptions: z.array(exceptionSchema),
  leftOut: z.array(z.looseObject({ wrapper: z.string(), situation: z.string(), reason: z.string() })).optional(),
  attempts: z.array(
    wholeSchema.extend({
      wrapper: z.string(),
      situation: z.looseObject({ id: z.string(), expectation: z.string() }),
      standing: z.enum(['passed', 'failed', 'excepted', 'not shown', 'interrupted', 'not started']),
      answer: z.looseObject({ answer: z.enum(WORST_FIRST), because: z.array(z.string()) }),
      did: z.string(),
      sent: z.array(z.looseObject({ operation: z.string(), name: z.string(), members: z.array(z.looseObject({})) })),
      findings: z.array(z.looseObject({ id: z.string(), text: z.string(), fix: z.array(z.string()) })),
      command: z.looseObject({ output: z.string() }),
      isolation: z.looseObject({ kind: z.enum(['kernel', 'environment']) }).optional(),
      baseline: z.looseObject({ file: z.string() }).optional(),
    }),
  ),
});

/** Characters of a command's output that the pages show: the last ones. */
const MOST_OUTPUT = 20_000;

/**
 * Reads what `check` wrote as JSON, or the shards of it, with the history of its verdicts.
 * @param history its file; default: beside the first
 * @throws Failure (exit code 2) when it cannot be read
 */
export function readWrappers(file: string | readonly string[], history?: string): WrapperCells {
  const files = typeof file === 'string' ? [file] : file;
  const documents = files.map((one) => ({ file: one, document: readDocument(one) }));
  const [first] = documents;
  if (first === undefined) throw new Failure('no report of check was given.', { exitCode: 2 });
  const missingShards = missingOf(documents);
  const runs = readHistory(history ?? join(dirname(first.file), HISTORY_FILE));
  const parts = documents.map(({ document }) => cellsOf(document, runs));
  const planned = documents.reduce((sum, { document }) => sum + document.planned, 0);
  const cells = parts.flat();
  assertOnce(cells);
  const untried = planned - cells.length;
  const text = `${untried} of ${planned} attempts of wrappers were interrupted, or not made`;
  return {
    version: first.document.tool.version,
    cells,
    unmatched: unmatchedOf(documents.map(({ document }) => document)),
    leftOut: distinct(documents.flatMap(({ document }) => document.leftOut ?? [])),
    missingShards,
    problems: untried > 0 ? [text] : [],
  };
}

interface Given {
  readonly file: string;
  readonly document: CheckDocument;
}

/** Which shards nobody gave. Throws a `Failure` (exit code 2) when these are not the parts of one run, each once. */
function missingOf(documents: readonly Given[]): readonly string[] {
  const given = new Map<string, Given>();
  for (const one of documents) {
    const shard = one.document.shard ?? 'whole';
    const same = given.get(shard);
    if (same !== undefined) {
      const what = shard === 'whole' ? 'the report of a whole run' : `shard ${shard}`;
      throw new Failure(`${same.file} and ${one.file} are both ${what} of check. Give each once.`, { exitCode: 2 });
    }
    given.set(shard, one);
    assertSame(documents[0] ?? one, one);
  }
  const totals = new Set([...given.keys()].map((shard) => shard.split('/')[1]));
  if (totals.size > 1) {
    const parts = [...given].map(([shard, { file }]) => `${file} is ${shard === 'whole' ? 'a whole run' : shard}`);
    throw new Failure(`these reports of check are not parts of one run: ${parts.join(', ')}.`, { exitCode: 2 });
  }
  const [total] = totals;
  if (total === undefined) return [];
  return Array.from({ length: Number(total) }, (_, index) => `${index + 1}/${total}`).filter((one) => !given.has(one));
}

function assertSame(one: Given, other: Given): void {
  const about = ({ document: { tool, engine, rules } }: Given) =>
    `train-encrypt ${tool.version} on ${engine.name}, ${rules.mode} rules${rules.strict ? ', strict' : ''}`;
  if (about(one) === about(other)) return;
  const text = `${one.file} is of ${about(one)}, ${other.file} of ${about(other)}: they are not parts of one run of check.`;
  throw new Failure(text, { exitCode: 2 });
}

function assertOnce(cells: readonly SiteWrapperCell[]): void {
  const seen = new Set<string>();
  for (const { wrapper, situation } of cells) {
    const key = JSON.stringify([wrapper, situation]);
    if (seen.has(key)) {
      throw new Failure(`${wrapper} in ${situation} is in several reports of check. Give each once.`, { exitCode: 2 });
    }
    seen.add(key);
  }
}

/** What a shard did not call for, another one may have. */
function unmatchedOf(documents: readonly CheckDocument[]): readonly Exception[] {
  const called = new Set(
    documents.flatMap(({ attempts }) =>
      attempts.flatMap(({ findings }) =>
        findings.flatMap(({ exception }) => (exception ? [JSON.stringify(exception)] : [])),
      ),
    ),
  );
  return distinct(documents.flatMap((document) => document.unmatchedExceptions)).filter(
    (one) => !called.has(JSON.stringify(one)),
  );
}

const distinct = <T>(values: readonly T[]): readonly T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

function cellsOf(document: CheckDocument, runs: ReturnType<typeof readHistory>): readonly SiteWrapperCell[] {
  const about = { engine: document.engine.name, rules: document.rules.mode };
  return document.attempts.flatMap((attempt): readonly SiteWrapperCell[] => {
    const outcome = OUTCOMES[attempt.standing];
    if (outcome === undefined) return [];
    const { wrapper, did, situation, answer } = attempt;
    return [
      {
        wrapper,
        situation: situation.id,
        expectation: situation.expectation,
        outcome,
        answer,
        ...(outcome === 'not shown' && { cause: causeOf(attempt) }),
        ...(attempt.standing === 'not started' && { notStarted: true }),
        did,
        report: `${stripVTControlCharacters(describeWrapperVerdict(verdictOf(attempt, outcome)))}\n\n  ${isolationOf(attempt)}`,
        output: last(attempt.command.output),
        history: historyOf(runs, { wrapper, situation: situation.id, ...about }),
        ...exceptionsOf(attempt),
        ...(isWhole(attempt) && { seen: seenOf(attempt) }),
      },
    ];
  });
}

/** Reports of earlier versions do not state it. */
const isolationOf = ({ isolation }: { readonly isolation?: AttemptDocument['isolation'] }): string =>
  `Isolation: ${isolation === undefined ? 'unknown' : describeIsolation(isolation)}`;

/** What was interrupted shows nothing, and is counted as not tried. */
const OUTCOMES: Readonly<Record<Standing, SiteWrapperCell['outcome'] | undefined>> = {
  passed: 'passed',
  failed: 'failed',
  excepted: 'excepted',
  'not shown': 'not shown',
  'not started': 'not shown',
  interrupted: undefined,
};

/** The command's own error where it asked for nothing, else what was missing. */
function causeOf({ command, sent, findings, answer }: AttemptDocument): string {
  if (command.ending === 'not started') return command.reason ?? 'it could not be started';
  const own = sent.length === 0 && command.exitCode !== 0 ? errorLine(command) : '';
  const missing = findings.find(({ outcome }) => outcome === 'not shown')?.text;
  return own || missing || (answer.because[0] ?? 'nothing was seen');
}

function verdictOf(
  { wrapper, situation, did, sent, findings, answer, answers }: AttemptDocument,
  outcome: SiteWrapperCell['outcome'],
): WrapperVerdict {
  const { id, expectation } = situation;
  return { wrapper, situation: id, expectation, answer, answers, outcome, did, sent, findings };
}

function readDocument(file: string): CheckDocument {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw unreadable(file, code === undefined ? 'it is no JSON, or cut short' : code, error);
  }
  const result = checkSchema.safeParse(value);
  if (result.success) return value as CheckDocument;
  throw unreadable(file, issueLines(result.error)[0] ?? 'other members', result.error);
}

function unreadable(file: string, why: string, cause: unknown): Failure {
  const text = `the report of check, ${file}, cannot be read (${why}). Run \`train-encrypt check\` again.`;
  return new Failure(text, { exitCode: 2, cause });
}

function last(output: string): string {
  if (output.length <= MOST_OUTPUT) return output;
  return `(${output.length - MOST_OUTPUT} characters before this are not shown)\n${output.slice(-MOST_OUTPUT)}`;
}
