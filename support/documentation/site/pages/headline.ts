import { counted, listed, plural } from '../../../text/words.ts';
import type { SiteData } from '../types.ts';
import { causesIn } from './causes.ts';

/**
 * Whether it is safe. `no` only where a job is known to be unencrypted or blocked; `unknown` where anything that is needed
 * was not shown or does not hold; `yes` where all of it was earned, as far as was tried.
 */
export interface Headline {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** One sentence. */
  readonly sentence: string;
  /** What to know beside it. One sentence each. */
  readonly beside: readonly string[];
}

export function headlineOf(data: SiteData): Headline {
  const unsafe = unsafeParts(data);
  const unseen = [...brokenParts(data), ...unseenParts(data)];
  const beside = besides(data);
  if (unsafe.length > 0) {
    const more = unseen.length > 0 ? [`Not all was shown: ${listed(unseen, Infinity)}.`] : [];
    return { answer: 'no', sentence: `No: ${listed(unsafe, Infinity)}.`, beside: [...more, ...beside] };
  }
  if (unseen.length > 0) return { answer: 'unknown', sentence: `Not shown: ${listed(unseen, Infinity)}.`, beside };
  // Rules that hold say nothing yet of anybody's jobs.
  const yes = data.wrappers.length > 0 ? 'Yes' : 'The rules hold';
  return { answer: 'yes', sentence: `${yes}, as far as was tried: ${listed(heldParts(data), Infinity)}.`, beside };
}

/** Only what is known to be unsafe: jobs unencrypted, or that cannot run encrypted, excepted or not. */
function unsafeParts({ wrappers }: SiteData): readonly string[] {
  return (['unencrypted', 'blocked'] as const).flatMap((answer) => {
    const cells = wrappers.filter((cell) => cell.answer.answer === answer);
    const excepted = cells.filter(({ outcome }) => outcome === 'excepted').length;
    const beside = excepted > 0 ? ` (${excepted} excepted)` : '';
    return cells.length > 0
      ? [`${counted(cells.length, 'attempt of a wrapper is', 'attempts of wrappers are')} ${answer}${beside}`]
      : [];
  });
}

/** What does not hold, and says nothing about the jobs that wrappers launched. */
function brokenParts({ claims, scenarios, wrappers }: SiteData): readonly string[] {
  const broken = claims.filter(({ status }) => status === 'broken').length;
  const failed = scenarios.filter(({ results }) => results.some(({ status }) => status === 'failed')).length;
  const other = wrappers.filter(({ outcome, answer }) => outcome === 'failed' && !UNSAFE.has(answer.answer)).length;
  return [
    ...(broken > 0 ? [counted(broken, 'documented claim does not hold', 'documented claims do not hold')] : []),
    ...(failed > 0 ? [counted(failed, 'scenario failed', 'scenarios failed')] : []),
    ...(other > 0 ? [counted(other, 'attempt of a wrapper failed', 'attempts of wrappers failed')] : []),
  ];
}

const UNSAFE: ReadonlySet<string> = new Set(['unencrypted', 'blocked']);

/** What could have been seen, and was not. */
function unseenParts({
  claims,
  scenarios,
  runs,
  wrappers,
  problems,
  missingCheckShards = [],
}: SiteData): readonly string[] {
  const gaps = claims.filter(({ status }) => status === 'no scenario').length;
  const left = claims.filter(({ status }) => status === 'not run').length;
  const shards = runs.reduce((sum, { missingShards }) => sum + missingShards.length, 0);
  if (scenarios.length === 0 && wrappers.length === 0) return ['nothing was tried'];
  const causes = causesIn(wrappers);
  const because = (of: typeof causes) =>
    of
      .slice(0, 3)
      // A sentence within a sentence; of one cause the number is said already.
      .map(({ cause, count }) => `${cause.replace(/\.$/, '')}${of.length > 1 ? ` (${count})` : ''}`)
      .join('; ');
  const why = (notStarted: boolean, one: string, more: string): readonly string[] => {
    const of = causes.filter((cause) => cause.notStarted === notStarted);
    const count = of.reduce((sum, cause) => sum + cause.count, 0);
    return count > 0 ? [`${counted(count, one, more)}: ${because(of)}`] : [];
  };
  return [
    ...why(false, 'attempt of a wrapper did not show it', 'attempts of wrappers did not show it'),
    ...why(true, 'attempt of a wrapper could not be started', 'attempts of wrappers could not be started'),
    ...(gaps > 0 ? [counted(gaps, 'claim has no scenario', 'claims have no scenario')] : []),
    ...(left > 0 && runs.length > 0 ? [counted(left, 'claim was not tried', 'claims were not tried')] : []),
    ...(shards > 0 ? [counted(shards, 'part of a run is missing', 'parts of runs are missing')] : []),
    ...(missingCheckShards.length > 0
      ? [counted(missingCheckShards.length, 'shard of check is missing', 'shards of check are missing')]
      : []),
    ...(problems.length > 0
      ? [counted(problems.length, 'thing went wrong around the run', 'things went wrong around the run')]
      : []),
  ];
}

function heldParts({ claims, scenarios, wrappers }: SiteData): readonly string[] {
  const held = claims.filter(({ status }) => status === 'holds').length;
  const excepted = wrappers.filter(({ outcome }) => outcome === 'excepted').length;
  const passed = wrappers.filter(({ outcome }) => outcome === 'passed').length;
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
      ? ['No wrapper was tried with `train-encrypt check`: what is shown here is the rules, not your wrapper.']
      : []),
    'SageMaker was simulated, and no packet was encrypted: this shows what is asked for, and what networks let through.',
  ];
}
