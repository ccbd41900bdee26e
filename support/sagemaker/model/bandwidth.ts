/**
 * Network bandwidth of instance types, in Gbit/s, for the model of time: the nominal figure of the size, rounded.
 * Types that are not here count as `DEFAULT_GBPS`.
 */
const GBPS: Readonly<Record<string, number>> = {
  'ml.c5n.9xlarge': 50,
  'ml.c5n.18xlarge': 100,
  'ml.c5.18xlarge': 25,
  'ml.m5.12xlarge': 12,
  'ml.m5.24xlarge': 25,
  'ml.g4dn.8xlarge': 50,
  'ml.g4dn.12xlarge': 50,
  'ml.g4dn.16xlarge': 50,
  'ml.g5.12xlarge': 40,
  'ml.g5.24xlarge': 50,
  'ml.g5.48xlarge': 100,
  'ml.p3.16xlarge': 25,
  'ml.p3dn.24xlarge': 100,
  'ml.p4d.24xlarge': 400,
  'ml.p4de.24xlarge': 400,
  'ml.p5.48xlarge': 3200,
  'ml.trn1.32xlarge': 800,
  'ml.trn1n.32xlarge': 1600,
};

export const DEFAULT_GBPS = 10;

/** A ring is as fast as its slowest member. */
export function slowestBandwidth(instanceTypes: readonly string[]): number {
  const known = instanceTypes.map((type) => GBPS[type] ?? DEFAULT_GBPS);
  return known.length > 0 ? Math.min(...known) : DEFAULT_GBPS;
}
