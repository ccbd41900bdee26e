import { readFileSync } from 'node:fs';
import { kernelReportSchema } from '../../../network/kernel-report.ts';
import { issueLines } from '../../../text/zod-issues.ts';
import type { SiteKernel } from '../types.ts';

/** What a kernel did in which networks, or why that is not known, for people. */
export type ReadKernel = { readonly kernel: SiteKernel } | { readonly problem: string };

/** Reads what `verification/kernel.ts --json` left. One that cannot be read confirms nothing. */
export function readKernel(file: string): ReadKernel {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return unread(file, (error as Error).message);
  }
  const { success, data, error } = kernelReportSchema.safeParse(value);
  if (!success) return unread(file, issueLines(error)[0] ?? 'it is something else');
  const { kernel, writtenAt, verdicts } = data;
  const networks = verdicts.map(({ fingerprint, reachable, confirmed, sent, arrived }) => [
    fingerprint,
    { reachable, confirmed, sent, arrived },
  ]);
  return { kernel: { release: kernel, at: writtenAt, networks: Object.fromEntries(networks) } };
}

const unread = (file: string, why: string) => ({
  problem: `${file} cannot be read (${why}), so no verdict is shown as confirmed by a kernel`,
});
