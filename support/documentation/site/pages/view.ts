import type { Picture, Pictures } from '../pictures/types.ts';
import type { EvidenceVerdict, SiteData, SiteResult, SiteScenario } from '../types.ts';

/** What every page is rendered from. */
export interface View {
  readonly data: SiteData;
  readonly pictures: Pictures;
  readonly drawings: Drawings;
  readonly byId: ReadonlyMap<string, SiteScenario>;
  /** What people call a run, by its id. */
  readonly runName: (run: string) => string;
  /** Where a scenario's evidence is, from the folder of the start page. */
  readonly linkTo: (scenario: SiteScenario) => string;
}

export const failedOf = (scenarios: readonly SiteScenario[]): readonly SiteScenario[] =>
  scenarios.filter(({ results }) => results.some(({ status }) => status === 'failed'));

export const failedFirst = (results: readonly SiteResult[]): readonly SiteResult[] =>
  results.toSorted((a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'));

/** Networks drawn beforehand: pages are rendered at once. */
export interface Drawings {
  /** Absent when another one of the same result shows the same. */
  readonly network: (verdict: EvidenceVerdict) => Picture | Undrawn | undefined;
}

/** Why there is no picture. */
export interface Undrawn {
  readonly why: string;
}
