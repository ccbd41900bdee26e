/** @jsxRuntime automatic @jsxImportSource preact */
import type { Picture, Pictures } from '../pictures/types.ts';
import type { SiteData } from '../types.ts';
import { INDEX, sharedAssets } from './assets.ts';
import { claimPage } from './claim.tsx';
import { drawNetworks } from './drawings.ts';
import { featurePage } from './feature.tsx';
import { glossaryPage } from './glossary.tsx';
import {
  claimFile,
  featureFile,
  GLOSSARY,
  SCENARIOS,
  START,
  scenarioLink,
  TOPICS,
  WRAPPERS,
  wrapperFile,
} from './links.ts';
import { runNamesOf } from './run-names.ts';
import { byFeature, scenariosPage, searchIndex } from './scenarios.tsx';
import { startPage } from './start.tsx';
import { topicsPage } from './topics.tsx';
import type { View } from './view.ts';
import { wrapperPage } from './wrapper.tsx';
import { wrappersPage } from './wrappers.tsx';

/** Makes the pages of the living documentation: file name → content. They need nothing but one another. */
export async function renderSite(
  data: SiteData,
  pictures: Pictures,
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const modelled = data.claims.some(({ claim }) => claim.test.kind === 'model');
  const [drawings, plots, assets] = await Promise.all([
    drawNetworks(data, pictures),
    modelled ? pictures.timeCost() : ([] as readonly Picture[]),
    sharedAssets(),
  ]);
  const byId = new Map(data.scenarios.map((scenario) => [scenario.id, scenario]));
  const names = runNamesOf(data.runs);
  const runName = (run: string) => names.get(run) ?? run;
  const view: View = { data, pictures, drawings, byId, runName, linkTo: scenarioLink(data) };
  const wrappers = new Set(data.wrappers.map(({ wrapper }) => wrapper));
  return new Map([
    [START, startPage(view)],
    ...data.claims.map((claim) => [claimFile(claim.claim.id), claimPage(claim, view, plots)] as const),
    [SCENARIOS, scenariosPage(view)],
    ...[...byFeature(data.scenarios)].map(([file, own]) => [featureFile(file), featurePage(own, view)] as const),
    ...(wrappers.size > 0 ? [[WRAPPERS, wrappersPage(view)] as const] : []),
    ...[...wrappers].map((wrapper) => [wrapperFile(wrapper), wrapperPage(wrapper, view)] as const),
    [TOPICS, topicsPage(view)],
    [GLOSSARY, glossaryPage(view)],
    ...assets,
    [INDEX, searchIndex(data)],
  ]);
}
