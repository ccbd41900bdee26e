import { z } from 'zod';
import { ANSWERS } from '../../findings/answer.ts';
import { version } from '../../package.ts';
import { withoutSecrets } from '../../text/callers-secrets.ts';
import type { NewSince } from '../new-since.ts';
import { type AuditResult, exitOf, type Group, type Line } from '../result.ts';

const answer = z.enum(Object.keys(ANSWERS) as [keyof typeof ANSWERS, ...(keyof typeof ANSWERS)[]]);
const count = z.number().int().nonnegative();
const sender = z.object({
  name: z.string(),
  version: z.string(),
  kind: z.enum(['wrapper', 'CLI', 'SDK', 'service', 'console', 'unknown']),
  via: z.string(),
});
const example = z.object({
  eventId: z.string(),
  time: z.string(),
  job: z.string(),
  operation: z.string(),
  request: z.record(z.string(), z.unknown()),
});
const group = z.object({
  name: z.string(),
  jobs: count,
  answers: z.partialRecord(answer, count),
  example: example.extend({ answer, because: z.string() }),
});
const line = z.object({
  sender,
  account: z.string(),
  role: z.string(),
  region: z.string(),
  month: z.string(),
  operation: z.string(),
  answer,
  because: z.string(),
  jobs: count,
  example,
});

/** What `audit` writes as JSON. `schemaVersion` grows whenever a member changes its meaning or goes. */
export const auditDocument = z.strictObject({
  schema: z.literal('train-encrypt/audit'),
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('train-encrypt'), version: z.string() }),
  subject: z.string(),
  engine: z.enum(['duckdb', 'athena']),
  network: z.string().optional(),
  exitCode: z.number().int(),
  calls: count,
  jobs: count,
  answers: z.partialRecord(answer, count),
  errors: z.record(z.string(), count),
  months: z.tuple([z.string(), z.string()]).optional(),
  by: z.object({
    sender: z.array(group.extend({ sender })),
    account: z.array(group),
    role: z.array(group),
    region: z.array(group),
    operation: z.array(group),
    month: z.array(group),
  }),
  lines: z.array(line),
  read: z
    .object({
      files: count,
      records: count,
      duplicates: count,
      skipped: z.array(z.object({ file: z.string(), kind: z.enum(['damaged', 'foreign']), why: z.string() })),
    })
    .optional(),
  newSince: z.object({ baseline: z.string(), lines: z.array(line) }).optional(),
});

export type AuditDocument = z.infer<typeof auditDocument>;

export function documentOf(result: AuditResult, exitCode: number = exitOf(result), since?: NewSince): AuditDocument {
  const { subject, engine, network, calls, jobs, answers, errors, months, by, lines, read } = result;
  return withoutSecrets<AuditDocument>({
    schema: 'train-encrypt/audit',
    schemaVersion: 1,
    tool: { name: 'train-encrypt', version },
    subject,
    engine,
    ...(network !== undefined && { network }),
    exitCode,
    calls,
    jobs,
    answers,
    errors,
    ...(months && { months: [...months] }),
    by: {
      sender: by.sender.map((one) => ({ ...one, sender: { ...one.sender } })),
      account: copies(by.account),
      role: copies(by.role),
      region: copies(by.region),
      operation: copies(by.operation),
      month: copies(by.month),
    },
    lines: lines.map(copy),
    ...(read && { read: { ...read, skipped: [...read.skipped] } }),
    ...(since && { newSince: { baseline: since.baseline, lines: since.lines.map(copy) } }),
  });
}

const copies = (groups: readonly Group[]) => groups.map((one) => ({ ...one }));
const copy = (one: Line) => ({ ...one });
