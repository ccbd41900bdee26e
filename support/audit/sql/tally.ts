import { z } from 'zod';
import { ANSWERS, type Answer } from '../../findings/answer.ts';

/** How many jobs share everything that the reports group by, with one of them as the example. */
export const tallyRow = z.object({
  operation: z.string(),
  account: z.string(),
  role: z.string(),
  region: z.string(),
  month: z.string(),
  agent: z.string(),
  answer: z.enum(Object.keys(ANSWERS) as [Answer, ...Answer[]]),
  /** What decided: the flag as sent, a missing VPC, an error code; for `not shown` what is unknown. */
  why: z.string(),
  /** The VPC, as JSON with names in lower case, where the network decides and is asked for. */
  network: z.string().nullable(),
  jobs: z.coerce.number().int(),
  /** Calls whose first job is in this row: all calls together are the sum of all rows. */
  calls: z.coerce.number().int(),
  example: z.string(),
});

export type TallyRow = z.infer<typeof tallyRow>;

const GROUPS = ['operation', 'account', 'role', 'region', 'month', 'agent', 'answer', 'why', 'network'];

/**
 * The tallies of judged jobs. CloudTrail may deliver an event twice: each id counts once.
 * @param from `judged`, or a table that holds its rows
 */
export function tallies(from: string): string {
  const columns = GROUPS.join(', ');
  return `SELECT ${columns}, count(*) AS jobs, sum(CASE WHEN nth = 1 THEN 1 ELSE 0 END) AS calls,
  min_by(example, coalesce(event_time, '') || coalesce(event_id, '') || CAST(nth AS VARCHAR)) AS example
FROM (
  SELECT ${columns}, event_id, event_time, nth, example,
    row_number() OVER (PARTITION BY event_id, nth ORDER BY event_time, example) AS copy
  FROM ${from}
) AS copies
WHERE copy = 1 OR event_id IS NULL
GROUP BY ${columns}`;
}
