import type { Pictures } from '../pictures/types.ts';
import type { SiteData, SiteResult, SiteScenario } from '../types.ts';
import type { Drawings } from './drawings.ts';

/** What every page is rendered from. */
export interface View {
  readonly data: SiteData;
  readonly pictures: Pictures;
  readonly drawings: Drawings;
  readonly byId: ReadonlyMap<string, SiteScenario>;
  /** Where a scenario's evidence is, from the folder of the start page. */
  readonly linkTo: (scenario: SiteScenario) => string;
}

export const failedOf = (scenarios: readonly SiteScenario[]): readonly SiteScenario[] =>
  scenarios.filter(({ results }) => results.some(({ status }) => status === 'failed'));

export const failedFirst = (results: readonly SiteResult[]): readonly SiteResult[] =>
  results.toSorted((a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'));
