import { readSite } from '../../support/documentation/site/read.ts';
import { fingerprint } from '../../support/network/fingerprint.ts';
import type { Network } from '../../support/network/model.ts';

/** A network that scenarios of the features built, and judged. */
export interface FeatureNetwork {
  readonly network: Network;
  readonly fingerprint: string;
  /** Ids of scenarios, as on the pages. */
  readonly scenarios: readonly string[];
  /** What the verdicts said that were given about it: whether every pair can exchange IKE and ESP. */
  readonly said: readonly boolean[];
}

export interface FeatureNetworks {
  readonly networks: readonly FeatureNetwork[];
  readonly verdicts: number;
  /** Verdicts about no traffic, by why: nothing can be asked of a kernel. */
  readonly without: Readonly<Record<string, number>>;
}

/**
 * The networks of a run of features, from the messages it left.
 * Rejects with a `Failure` (exit code 2) when they cannot be read.
 */
export async function featureNetworks(messages: string): Promise<FeatureNetworks> {
  const { scenarios } = await readSite([messages]);
  const known = new Map<string, { network: Network; scenarios: Set<string>; said: Set<boolean> }>();
  const without: Record<string, number> = {};
  let verdicts = 0;
  for (const { id, results } of scenarios) {
    for (const { network, findings } of results.flatMap(({ evidence }) => evidence?.verdicts ?? [])) {
      verdicts += 1;
      const why = whyNot(network);
      if (network === undefined || why !== undefined) {
        without[why ?? ''] = (without[why ?? ''] ?? 0) + 1;
        continue;
      }
      const key = fingerprint(network);
      const one = known.get(key) ?? { network, scenarios: new Set(), said: new Set() };
      one.scenarios.add(id);
      const outcome = findings.find(({ rule }) => rule === 'between-instances')?.outcome;
      if (outcome !== undefined) one.said.add(outcome === 'holds' || outcome === 'broader');
      known.set(key, one);
    }
  }
  return {
    networks: [...known].map(([key, one]) => {
      return { network: one.network, fingerprint: key, scenarios: [...one.scenarios], said: [...one.said] };
    }),
    verdicts,
    without,
  };
}

/** Why nothing can be sent in a network; `undefined` when it can. */
export function whyNot(network: Network | undefined): string | undefined {
  if (network === undefined) return 'no VPC, or its network was left out of the evidence';
  const { subnets, securityGroups, unknownSubnets, unknownSecurityGroups } = network;
  if (unknownSubnets.length + unknownSecurityGroups.length > 0) return 'a subnet or group does not exist';
  if (subnets.length === 0 || securityGroups.length === 0) return 'no subnet or no group';
  const vpcs = new Set([...subnets, ...securityGroups].map(({ vpc }) => vpc));
  return vpcs.size > 1 ? 'parts of several VPCs' : undefined;
}
