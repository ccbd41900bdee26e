import { z } from 'zod';
import { describeIsolation } from '../../../wrappers/isolation/types.ts';
import { endingOf } from '../../../wrappers/judge/words.ts';
import type { AttemptDocument } from '../../../wrappers/report/document.ts';
import { shorten } from '../../evidence/shorten.ts';
import type { EvidenceCall, SiteAttempt, SiteWrapperCell } from '../types.ts';
import { callSchema, verdictSchema } from './attachments.ts';

/** What a wrapper's page relies on, beside what its cell does. Reports of earlier versions have none of it. */
export const wholeSchema = z.looseObject({
  configured: z.array(z.string()).optional(),
  environment: z.array(z.string()).optional(),
  requests: z.array(callSchema).optional(),
  verdicts: z.array(verdictSchema).optional(),
});

type Whole = AttemptDocument & Required<Pick<AttemptDocument, 'configured' | 'environment' | 'requests' | 'verdicts'>>;

export const isWhole = (attempt: AttemptDocument): attempt is Whole =>
  attempt.configured !== undefined &&
  attempt.environment !== undefined &&
  attempt.requests !== undefined &&
  attempt.verdicts !== undefined;

/** Calls that a page lists: the first ones. */
const MOST_CALLS = 200;

export function seenOf(attempt: Whole): SiteAttempt {
  const { situation, command, isolation, given, sent, findings, egress, verdicts, configured, environment } = attempt;
  return {
    title: situation.title,
    reason: situation.reason,
    configured,
    command: command.command,
    environment,
    given,
    ended: endingOf(command),
    seconds: command.durationMs / 1000,
    isolation: describeIsolation(isolation),
    sent,
    findings,
    requests: attempt.requests.map((request): EvidenceCall => ({ ...request, input: shorten(request.input) ?? null })),
    calls: attempt.calls.slice(0, MOST_CALLS).map(({ service, operation, status, error, faults }) => ({
      service,
      operation: operation ?? 'unknown',
      status,
      ...(error !== undefined && { error: error.code }),
      ...(faults !== undefined && { faults }),
    })),
    egress,
    verdicts,
  };
}

/** Each exception once. */
export function exceptionsOf({ findings }: AttemptDocument): Pick<SiteWrapperCell, 'exceptions'> {
  const all = findings.flatMap(({ exception }) => exception ?? []);
  const distinct = new Map(all.map((one) => [JSON.stringify(one), one]));
  return distinct.size === 0 ? {} : { exceptions: [...distinct.values()] };
}
