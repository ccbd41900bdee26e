import { maskSecrets } from '../../text/callers-secrets.ts';
import { shown } from '../../text/shown.ts';
import type { AuditResult } from '../result.ts';

const HEAD = [
  'answer',
  'because',
  'jobs',
  'sender',
  'version',
  'kind',
  'via',
  'account',
  'role',
  'region',
  'month',
  'operation',
  'example_time',
  'example_event_id',
  'example_job',
];

/** A row for jobs that are alike in all but their names, worst first. RFC 4180, with a line of names. */
export function csvOf({ lines }: Pick<AuditResult, 'lines'>): string {
  const rows = lines.map(({ sender, example, ...line }) => [
    line.answer,
    line.because,
    line.jobs,
    sender.name,
    sender.version,
    sender.kind,
    sender.via,
    line.account,
    line.role,
    line.region,
    line.month,
    line.operation,
    example.time,
    example.eventId,
    example.job,
  ]);
  return [HEAD, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** Spreadsheets take what begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number): string {
  if (typeof value === 'number') return `${value}`;
  const text = shown(maskSecrets(value));
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
