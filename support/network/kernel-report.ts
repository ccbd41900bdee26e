import { z } from 'zod';

const count = z.int().nonnegative();
const tally = z.looseObject({ networks: count, sent: count, arrived: count, agreements: count, disagreements: count });

/**
 * What a run left that put networks before a kernel's packet filter (`verification/kernel.ts --json`). A verdict is
 * confirmed by an entry whose `fingerprint` is that of its network.
 */
export const kernelReportSchema = z.object({
  schema: z.literal(1),
  /** Release of the kernel, as `uname -r` prints it. */
  kernel: z.string(),
  writtenAt: z.iso.datetime(),
  seed: z.int(),
  random: tally,
  features: tally,
  faults: z.object({ planted: count, caught: count }),
  verdicts: z.array(
    z.object({
      /** Of `fingerprint.ts`. */
      fingerprint: z.string(),
      /** Ids of the scenarios that built it, as on the pages. */
      scenarios: z.array(z.string()),
      /** Whether every IKE and ESP packet between all instances arrived. */
      reachable: z.boolean(),
      /** Whether the verdict says the same as the kernel, down to what stops a packet. */
      confirmed: z.boolean(),
      sent: count,
      arrived: count,
    }),
  ),
});

export type KernelReport = z.infer<typeof kernelReportSchema>;
