import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { ANSWERS, type Answer } from '../findings/answer.ts';
import type { AuditResult, Line } from './result.ts';

/** Who did what, without numbers and versions, which every run has others of. */
const entry = z.object({
  sender: z.string(),
  account: z.string(),
  role: z.string(),
  operation: z.string(),
  answer: z.enum(Object.keys(ANSWERS) as [Answer, ...Answer[]]),
});

const baseline = z.object({
  schema: z.literal('train-encrypt/audit-baseline'),
  schemaVersion: z.literal(1),
  known: z.array(entry),
});

export type Baseline = z.infer<typeof baseline>;
type Entry = Baseline['known'][number];

/** What is no tick, and so is worth knowing when it is new. */
const isCounted = ({ answer }: Pick<Line, 'answer'>): boolean =>
  answer === 'unencrypted' || answer === 'blocked' || answer === 'not shown';

const entryOf = ({ sender, account, role, operation, answer }: Line): Entry => ({
  sender: sender.name,
  account,
  role,
  operation,
  answer,
});

const keyOf = (one: Entry): string => JSON.stringify([one.sender, one.account, one.role, one.operation, one.answer]);

/** The lines of a result that its baseline does not know. */
export function newLines({ lines }: Pick<AuditResult, 'lines'>, { known }: Baseline): readonly Line[] {
  const keys = new Set(known.map(keyOf));
  return lines.filter((line) => isCounted(line) && !keys.has(keyOf(entryOf(line))));
}

/** Everything of a result that would be new without it. */
export function baselineOf({ lines }: Pick<AuditResult, 'lines'>): Baseline {
  const entries = new Map(lines.filter(isCounted).map((line) => [keyOf(entryOf(line)), entryOf(line)]));
  return {
    schema: 'train-encrypt/audit-baseline',
    schemaVersion: 1,
    known: [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
  };
}

/** @throws Failure (exit code 2) when it is not there or is none */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`the baseline ${file} cannot be read (${error.code}). Write one with --update.`, {
      exitCode: 2,
      cause: error,
    });
  });
  try {
    return baseline.parse(JSON.parse(text));
  } catch (error) {
    throw new Failure(`${file} is no baseline of audit. Write one with --update.`, { exitCode: 2, cause: error });
  }
}
