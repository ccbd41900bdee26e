import { release } from 'node:os';
import { fingerprint } from '../../support/network/fingerprint.ts';
import { type KernelReport, kernelReportSchema } from '../../support/network/kernel-report.ts';
import type { Tried } from './faults.ts';
import type { FeatureNetwork } from './feature-networks.ts';
import type { Judged } from './judge.ts';
import { tallyOf } from './print.ts';

/** What the run leaves for pages: which verdicts a kernel confirmed. */
export function reportOf({
  seed,
  random,
  features,
  networks,
  tried,
}: {
  readonly seed: number;
  readonly random: readonly Judged[];
  readonly features: readonly Judged[];
  readonly networks: readonly FeatureNetwork[];
  readonly tried: readonly Tried[];
}): KernelReport {
  const scenarios = new Map(networks.map((one) => [one.fingerprint, one.scenarios]));
  return kernelReportSchema.parse({
    schema: 1,
    kernel: release(),
    writtenAt: new Date().toISOString(),
    seed,
    random: tallyOf(random),
    features: tallyOf(features),
    faults: { planted: tried.length, caught: tried.filter(({ noticedBy }) => noticedBy > 0).length },
    verdicts: features.map(({ case: { network }, answer, differences, sent, arrived }) => ({
      fingerprint: fingerprint(network),
      scenarios: scenarios.get(fingerprint(network)) ?? [],
      reachable: answer.reachable,
      confirmed: differences.length === 0,
      sent,
      arrived,
    })),
  });
}
