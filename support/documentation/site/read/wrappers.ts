import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { Failure } from '../../../failure.ts';
import { issueLines } from '../../../text/zod-issues.ts';
import { describeIsolation } from '../../../wrappers/isolation/types.ts';
import { describeWrapperVerdict } from '../../../wrappers/judge/index.ts';
import type { AttemptDocument, CheckDocument } from '../../../wrappers/report/document.ts';
import type { Standing } from '../../../wrappers/report/result.ts';
import type { WrapperVerdict } from '../../../wrappers/types.ts';
import { historyOf, readHistory } from '../history.ts';
import type { SiteWrapperCell } from '../types.ts';

/** What a run of `check` left. */
export interface WrapperCells {
  /** Of train-encrypt. */
  readonly version: string;
  readonly cells: readonly SiteWrapperCell[];
  /** What was not tried to its end. */
  readonly problems: readonly string[];
}

/** As far as the pages rely on it; `check` writes more. */
const checkSchema = z.looseObject({
  schema: z.literal('train-encrypt/check'),
  schemaVersion: z.literal(1),
  tool: z.looseObject({ version: z.string() }),
  engine: z.looseObject({ name: z.string() }),
  rules: z.looseObject({ mode: z.string() }),
  planned: z.number(),
  attempts: z.array(
    z.looseObject({
      wrapper: z.string(),
      situation: z.looseObject({ id: z.string(), expectation: z.string() }),
      standing: z.enum(['passed', 'failed', 'excepted', 'interrupted', 'not started']),
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
 * Reads what `check` wrote as JSON, with the history that is kept with its baselines.
 * @param baselines their folder; default: where the file says that they are
 * @throws Failure (exit code 2) when it cannot be read
 */
export function readWrappers(file: string, baselines?: string): WrapperCells {
  const document = readDocument(file);
  const folder = baselines ?? folderOf(document);
  const runs = folder === undefined ? [] : readHistory(folder);
  const about = { engine: document.engine.name, rules: document.rules.mode };
  const cells = document.attempts.flatMap((attempt): readonly SiteWrapperCell[] => {
    const outcome = OUTCOMES[attempt.standing];
    if (outcome === undefined) return [];
    const { wrapper, did, situation } = attempt;
    return [
      {
        wrapper,
        situation: situation.id,
        expectation: situation.expectation,
        outcome,
        did,
        report: `${stripVTControlCharacters(describeWrapperVerdict(verdictOf(attempt, outcome)))}\n\n  ${isolationOf(attempt)}`,
        output: last(attempt.command.output),
        history: historyOf(runs, { wrapper, situation: situation.id, ...about }),
      },
    ];
  });
  const untried = document.planned - cells.length;
  const text = `${untried} of ${document.planned} attempts of wrappers were interrupted, or not made`;
  return { version: document.tool.version, cells, problems: untried > 0 ? [text] : [] };
}

/** Reports of earlier versions do not state it. */
const isolationOf = ({ isolation }: { readonly isolation?: AttemptDocument['isolation'] }): string =>
  `Isolation: ${isolation === undefined ? 'unknown' : describeIsolation(isolation)}`;

/** What could not be started did not do what is expected; what was interrupted tells nothing. */
const OUTCOMES: Readonly<Record<Standing, SiteWrapperCell['outcome'] | undefined>> = {
  passed: 'passed',
  failed: 'failed',
  excepted: 'excepted',
  'not started': 'failed',
  interrupted: undefined,
};

function verdictOf(
  { wrapper, situation, did, sent, findings }: AttemptDocument,
  outcome: SiteWrapperCell['outcome'],
): WrapperVerdict {
  return { wrapper, situation: situation.id, expectation: situation.expectation, outcome, did, sent, findings };
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

/** `<folder>/<wrapper>/<situation>.yaml` */
function folderOf({ attempts }: CheckDocument): string | undefined {
  const file = attempts.find(({ baseline }) => baseline !== undefined)?.baseline?.file;
  return file === undefined ? undefined : dirname(dirname(file));
}

function last(output: string): string {
  if (output.length <= MOST_OUTPUT) return output;
  return `(${output.length - MOST_OUTPUT} characters before this are not shown)\n${output.slice(-MOST_OUTPUT)}`;
}
