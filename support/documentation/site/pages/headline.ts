import { counted, listed, plural } from '../../../text/words.ts';
import type { SiteData } from '../types.ts';

/** Whether it is safe: `yes` and `no` as far as was tried, `unknown` when something that could have been seen was not. */
export interface Headline {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** One sentence. */
  readonly sentence: string;
  /** What to know beside it. One sentence each. */
  readonly beside: readonly string[];
}

export function headlineOf(data: SiteData): Headline {
  const broken = brokenParts(data);
  const unseen = unseenParts(data);
  const beside = besides(data);
  if (broken.length > 0) {
    const more = unseen.length > 0 ? [`Not all was seen: ${listed(unseen, Infinity)}.`] : [];
    return { answer: 'no', sentence: `No: ${listed(broken, Infinity)}.`, beside: [...more, ...beside] };
  }
  if (unseen.length > 0) return { answer: 'unknown', sentence: `Not shown: ${listed(unseen, Infinity)}.`, beside };
  // Rules that hold say nothing yet of what launches anybody's jobs.
  const yes = data.wrappers.length > 0 ? 'Yes' : 'The rules hold';
  return { answer: 'yes', sentence: `${yes}, as far as was tried: ${listed(heldParts(data), Infinity)}.`, beside };
}

function brokenParts({ claims, scenarios, wrappers }: SiteData): readonly string[] {
  const broken = claims.filter(({ status }) => status === 'broken').length;
  const failed = scenarios.filter(({ results }) => results.some(({ status }) => status === 'failed')).length;
  const bad = wrappers.filter(({ outcome }) => outcome === 'failed').length;
  return [
    ...(broken > 0 ? [counted(broken, 'documented claim does not hold', 'documented claims do not hold')] : []),
    ...(failed > 0 ? [counted(failed, 'scenario failed', 'scenarios failed')] : []),
    ...(bad > 0 ? [counted(bad, 'attempt of a wrapper failed', 'attempts of wrappers failed')] : []),
  ];
}

/** What could have been seen, and was not. */
function unseenParts({ claims, scenarios, runs, wrappers, problems }: SiteData): readonly string[] {
  const gaps = claims.filter(({ status }) => status === 'no scenario').length;
  const left = claims.filter(({ status }) => status === 'not run').length;
  const shards = runs.reduce((sum, { missingShards }) => sum + missingShards.length, 0);
  if (scenarios.length === 0 && wrappers.length === 0) return ['nothing was tried'];
  return [
    ...(gaps > 0 ? [counted(gaps, 'claim has no scenario', 'claims have no scenario')] : []),
    ...(left > 0 && runs.length > 0 ? [counted(left, 'claim was not tried', 'claims were not tried')] : []),
    ...(shards > 0 ? [counted(shards, 'part of a run is missing', 'parts of runs are missing')] : []),
    ...(problems.length > 0
      ? [counted(problems.length, 'thing went wrong around the run', 'things went wrong around the run')]
      : []),
  ];
}

function heldParts({ claims, scenarios, wrappers }: SiteData): readonly string[] {
  const held = claims.filter(({ status }) => status === 'holds').length;
  const excepted = wrappers.filter(({ outcome }) => outcome === 'excepted').length;
  const passed = wrappers.length - excepted;
  return [
    ...(held > 0
      ? [
          `${counted(held, 'documented claim holds', 'documented claims hold')} in ${counted(scenarios.length, 'scenario')}`,
        ]
      : []),
    ...(held === 0 && scenarios.length > 0 ? [counted(scenarios.length, 'scenario passed', 'scenarios passed')] : []),
    ...(passed > 0 ? [`wrappers did what is expected in ${counted(passed, 'attempt')}`] : []),
    ...(excepted > 0 ? [counted(excepted, 'attempt is excepted', 'attempts are excepted')] : []),
  ];
}

function besides({ claims, scenarios, wrappers }: SiteData): readonly string[] {
  const modelled = claims.filter(({ claim, status }) => claim.test.kind === 'model' && status === 'holds').length;
  const untestable = claims.filter(({ status }) => status === 'cannot be tested').length;
  const skipped = scenarios.filter(({ results }) => results.some(({ status }) => status === 'skipped')).length;
  return [
    ...(modelled > 0
      ? [
          `${counted(modelled, 'claim holds', 'claims hold')} in a model of time and cost only, which is no measurement.`,
        ]
      : []),
    ...(untestable > 0
      ? [`${counted(untestable, 'claim', 'claims')} cannot be tested, by ${plural(untestable, 'its', 'their')} nature.`]
      : []),
    ...(skipped > 0
      ? [
          `${counted(skipped, 'scenario was', 'scenarios were')} skipped in at least one run, for want of what it needs.`,
        ]
      : []),
    ...(wrappers.length === 0
      ? [
          'No wrapper was tried with `train-encrypt check`: what is shown here is the rules, not what launches your jobs.',
        ]
      : []),
    'SageMaker was simulated, and no packet was encrypted: this shows what is asked for, and what networks let through.',
  ];
}
