import { z } from 'zod';
import { Failure } from '../../../failure.ts';
import { issueLines } from '../../../text/zod-issues.ts';
import { conditionsSchema, type RunNote, runNoteSchema } from '../../evidence/run-note.ts';
import type { Evidence } from '../types.ts';

/** As far as anything here, or a page, relies on it. */
export const callSchema = z.object({
  service: z.string(),
  operation: z.string(),
  status: z.number(),
  input: z.unknown(),
  output: z.unknown().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

export const verdictSchema = z.object({
  job: z.looseObject({ operation: z.string(), name: z.string(), path: z.string(), instances: z.number() }),
  findings: z.array(
    z.looseObject({
      rule: z.string(),
      outcome: z.enum(['broken', 'broader', 'holds', 'advice']),
      provenance: z.enum(['documented', 'observed', 'ours']),
      text: z.string(),
      closestMatch: z.string(),
      fix: z.array(z.string()),
      flows: z.array(z.looseObject({})),
    }),
  ),
  refused: z.boolean(),
  stalls: z.boolean(),
  network: z
    .looseObject({
      vpcs: z.array(z.looseObject({ id: z.string() })),
      subnets: z.array(z.looseObject({ id: z.string() })),
      securityGroups: z.array(z.looseObject({ id: z.string() })),
      unknownSubnets: z.array(z.string()),
      unknownSecurityGroups: z.array(z.string()),
    })
    .optional(),
});

const evidenceSchema = z.object({
  schema: z.literal(1),
  conditions: conditionsSchema,
  calls: z.array(callSchema),
  verdicts: z.array(verdictSchema),
  timelines: z.array(
    z.object({
      name: z.string(),
      operation: z.string(),
      status: z.string(),
      transitions: z.array(z.object({ status: z.string(), at: z.iso.datetime(), message: z.string().optional() })),
      createdAt: z.iso.datetime(),
      endedAt: z.iso.datetime().optional(),
    }),
  ),
  timings: z.array(
    z.object({ name: z.string(), instances: z.number(), clearSeconds: z.number(), encryptedSeconds: z.number() }),
  ),
  leftOut: z.array(z.string()).optional(),
});

/** @param place file and line, for the `Failure` (exit code 2) when it is not evidence as it is written here */
export function readEvidence(body: string, place: string): Evidence {
  return read(evidenceSchema, body, place, 'the evidence of a scenario') as unknown as Evidence;
}

/** @param place file and line, for the `Failure` (exit code 2) when it is not a note as it is written here */
export function readNote(body: string, place: string): RunNote {
  return read(runNoteSchema, body, place, 'what its run says of itself') as RunNote;
}

function read<T>(schema: z.ZodType<T>, body: string, place: string, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new Failure(`${place} is damaged: ${what} is not JSON.`, { exitCode: 2, cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { schema: found } = (value ?? {}) as { readonly schema?: unknown };
  if (typeof found === 'number' && found > 1) {
    throw new Failure(`${place} was written by a newer train-encrypt. Make the pages with that one.`, { exitCode: 2 });
  }
  const [first = 'other members'] = issueLines(result.error);
  throw new Failure(`${place} is damaged: ${what} is not as train-encrypt writes it (${first}).`, { exitCode: 2 });
}
