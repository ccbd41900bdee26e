import type { Picture, Pictures } from '../pictures/types.ts';
import type { EvidenceVerdict, SiteData } from '../types.ts';
import { shapeOf } from './same.ts';
import { type Drawings, failedFirst, type Undrawn } from './view.ts';

/** Draws each network of each scenario and attempt once, whatever the number of its runs and jobs that have the same. */
export async function drawNetworks({ scenarios, wrappers }: SiteData, pictures: Pictures): Promise<Drawings> {
  const drawn = new Map<EvidenceVerdict, Picture | Undrawn>();
  const shown = [
    ...scenarios.map(({ results }) => failedFirst(results).flatMap(({ evidence }) => evidence?.verdicts ?? [])),
    ...wrappers.map(({ seen }) => seen?.verdicts ?? []),
  ];
  for (const verdicts of shown) {
    const seen = new Set<string>();
    for (const verdict of verdicts) {
      if (verdict.network === undefined) continue;
      const { name: _, ...job } = verdict.job;
      const key = shapeOf([job, verdict.network, verdict.refused, verdict.stalls, verdict.findings.map(outcomeOf)]);
      if (seen.has(key)) continue;
      seen.add(key);
      drawn.set(verdict, await draw(verdict, pictures));
    }
  }
  return { network: (verdict) => drawn.get(verdict) };
}

const outcomeOf = ({ rule, outcome }: EvidenceVerdict['findings'][number]) => [rule, outcome];

/** One picture less is better than no pages. */
async function draw(verdict: EvidenceVerdict, pictures: Pictures): Promise<Picture | Undrawn> {
  try {
    return await pictures.network(verdict);
  } catch (error) {
    return { why: (error as Error).message };
  }
}
