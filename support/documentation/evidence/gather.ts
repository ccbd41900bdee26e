import type { JournalEntry } from '../../gateway/journal.ts';
import type { Verdict } from '../../rules/types.ts';
import type { JobRecord } from '../../sagemaker/accounts/job-record.ts';
import type {
  Evidence,
  EvidenceCall,
  EvidenceTimeline,
  EvidenceTiming,
  EvidenceVerdict,
  RunConditions,
} from '../site/types.ts';
import { fit } from './fit.ts';
import { shorten } from './shorten.ts';

/** What one scenario did, as the harness knows it. */
export interface Done {
  readonly conditions: RunConditions;
  /** The calls of its account, in order. */
  readonly entries: readonly JournalEntry[];
  readonly verdicts: readonly Verdict[];
  readonly jobs: readonly JobRecord[];
  readonly timings: readonly EvidenceTiming[];
}

/** Bytes of JSON that the evidence of one scenario may have. */
const MOST_BYTES = 64 * 1024;

/** The evidence of one scenario, within its limit of bytes. */
export function evidenceOf({ conditions, entries, verdicts, jobs, timings }: Done, mostBytes = MOST_BYTES): Evidence {
  const whole: Evidence = {
    schema: 1,
    conditions,
    calls: entries.filter(isTelling).map(callOf),
    verdicts: verdicts.map(verdictOf),
    timelines: jobs.filter(({ transitions }) => transitions.length > 0).map(timelineOf),
    timings,
  };
  return fit(whole, mostBytes);
}

/** Every call to SageMaker, and those to EC2 that change something. */
function isTelling({ service, operation = '' }: JournalEntry): boolean {
  return service === 'sagemaker' || (service === 'ec2' && !/^(?:Describe|Get|List|Search)/.test(operation));
}

function callOf({ service, operation, status, input, output, error }: JournalEntry): EvidenceCall {
  return {
    service,
    operation: operation ?? 'unknown',
    status,
    input: shorten(input) ?? null,
    ...(output !== undefined && { output: shorten(output) }),
    ...(error !== undefined && { error: { code: error.code, message: String(shorten(error.message)) } }),
  };
}

function verdictOf({ job, findings, refusals, stalls, network }: Verdict): EvidenceVerdict {
  return { job, findings, refused: refusals.length > 0, stalls, ...(network && { network }) };
}

function timelineOf({ name, operation, status, transitions, createdAt, endedAt }: JobRecord): EvidenceTimeline {
  return { name, operation, status, transitions, createdAt, ...(endedAt !== undefined && { endedAt }) };
}
