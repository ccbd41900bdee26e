import { createHash } from 'node:crypto';
import { slug } from '../../../text/slug.ts';
import type { SiteData, SiteScenario } from '../types.ts';

// Where everything of the site can be found. Names are made of what they name, so a link stays right from run to run.

export const START = 'index.html';
export const SCENARIOS = 'scenarios.html';
export const WRAPPERS = 'wrappers.html';
/** What each finding, rule, answer and situation means. */
export const TOPICS = 'findings.html';
/** What words mean, and controls of others. */
export const GLOSSARY = 'glossary.html';

export const claimFile = (claim: string): string => `claims/${fileSlug(claim)}.html`;

/** @param location of a scenario: file and line */
export const featureFile = (location: string): string => `features/${fileSlug(featureOf(location))}.html`;

export const wrapperFile = (wrapper: string): string => `wrappers/${fileSlug(wrapper)}.html`;

export const situationAnchor = (situation: string): string => `in-${fileSlug(situation)}`;

/** As cucumber names it. */
export const featureOf = (location: string): string => location.replace(/:\d+$/, '');

/**
 * Where a scenario is shown with all its evidence, from the folder of the start page: on the page of the first claim that
 * it belongs to, else on that of its feature.
 */
export function scenarioLink({ claims }: SiteData): (scenario: SiteScenario) => string {
  const known = new Set(claims.map(({ claim }) => claim.id));
  return ({ id, location, claims: own }) => {
    const claim = own.find((one) => known.has(one));
    return `${claim === undefined ? featureFile(location) : claimFile(claim)}#${encodeURIComponent(id)}`;
  };
}

/** The scenarios of one claim, tag or run, as the page of all scenarios filters them. */
export function filterLink(filter: Readonly<Record<string, string>>): string {
  return `${SCENARIOS}#${new URLSearchParams(filter)}`;
}

const PLAIN = /^[a-z\d]+(?:[-_][a-z\d]+)*$/;
const MOST = 80;

/** Fit for a file and a URL, different for different texts: where too little is left of one, a hash tells it apart. */
export function fileSlug(text: string): string {
  const parts = text
    .replace(/^features\//, '')
    .replace(/\.feature$/, '')
    .split('/');
  const same = parts.join('--');
  if (parts.every((part) => PLAIN.test(part)) && same.length <= MOST) return same;
  const words = slug(text, MOST - 20);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10);
  return words === '' ? hash : `${words}-${hash}`;
}
