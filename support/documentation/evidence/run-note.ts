import { z } from 'zod';
import type { RunConditions } from '../site/types.ts';

/** The media type of the attachment, of no scenario, in which a run says of itself what its messages do not. JSON. */
export const RUN_TYPE = 'application/vnd.train-encrypt.run+json';

/** What `features` leaves at the end of its messages. */
export interface RunNote {
  readonly schema: 1;
  readonly conditions: RunConditions;
  /** `2/3`: the second of three parts. Absent when it ran all that was wanted. */
  readonly shard?: string;
  /** Every feature was read, whatever was then picked to run: a claim without a scenario is then a gap. */
  readonly allFeaturesRead: boolean;
  /** Steps were matched, not run. */
  readonly dryRun: boolean;
  /** A scenario skipped for want of something failed. */
  readonly skipsFail: boolean;
}

const text = z.string().max(1_000);

/** Guards what is read from files. */
export const conditionsSchema: z.ZodType<RunConditions> = z.object({
  version: text,
  node: text,
  engine: text,
  engineDescription: text,
  rules: z.enum(['documented', 'observed']),
  strict: z.boolean(),
});

/** Guards what is read from files. */
export const runNoteSchema = z.object({
  schema: z.literal(1),
  conditions: conditionsSchema,
  shard: z
    .string()
    .regex(/^[1-9]\d*\/[1-9]\d*$/)
    .optional(),
  allFeaturesRead: z.boolean(),
  dryRun: z.boolean(),
  skipsFail: z.boolean(),
});

/** The line of cucumber's messages that carries a note: an attachment of the run, of no scenario. */
export function noteLine(note: RunNote): string {
  const attachment = { body: JSON.stringify(note), contentEncoding: 'IDENTITY', mediaType: RUN_TYPE };
  return `${JSON.stringify({ attachment })}\n`;
}
