import type { CategoricalParameterRange, HyperParameterScalingType, ParameterRanges } from '@aws-sdk/client-sagemaker';
import { chance } from '../model/chance.ts';

/**
 * The hyperparameters that a tuning job tries next. The service searches; this draws, seeded, so that a tuning job
 * always tries the same values. Grid goes through the combinations in order, as it does in the service.
 * @param index counts from 0 over the training jobs of the definition
 */
export function candidate(
  ranges: ParameterRanges,
  strategy: string | undefined,
  seed: string | number,
  index: number,
): Record<string, string> {
  const draw = (name: string | undefined) => chance(seed, index, name ?? '');
  const categories = ranges.CategoricalParameterRanges ?? [];
  const chosen: [string | undefined, string | undefined][] = [
    ...(ranges.IntegerParameterRanges ?? []).map((range): [string | undefined, string] => [
      range.Name,
      String(Math.round(between(range, draw(range.Name)))),
    ]),
    ...(ranges.ContinuousParameterRanges ?? []).map((range): [string | undefined, string] => [
      range.Name,
      String(between(range, draw(range.Name))),
    ]),
    ...(strategy === 'Grid' ? combination(categories, index) : drawn(categories, draw)),
    // An automatic parameter has no range, only a hint.
    ...(ranges.AutoParameters ?? []).map((auto): [string | undefined, string | undefined] => [
      auto.Name,
      auto.ValueHint,
    ]),
  ];
  return Object.fromEntries(chosen.flatMap(([name, value]) => (name && value !== undefined ? [[name, value]] : [])));
}

/** How many combinations a grid has. */
export function combinations(ranges: ParameterRanges): number {
  return (ranges.CategoricalParameterRanges ?? []).reduce((product, { Values }) => product * (Values?.length ?? 1), 1);
}

interface Range {
  readonly MinValue: string | undefined;
  readonly MaxValue: string | undefined;
  readonly ScalingType?: HyperParameterScalingType | undefined;
}

function between({ MinValue, MaxValue, ScalingType }: Range, share: number): number {
  const from = Number(MinValue);
  const to = Number(MaxValue);
  if (ScalingType === 'Logarithmic' && from > 0) return clamp(from * (to / from) ** share, from, to);
  if (ScalingType === 'ReverseLogarithmic' && from >= 0 && to < 1) {
    return clamp(1 - (1 - from) * ((1 - to) / (1 - from)) ** share, from, to);
  }
  return clamp(from + (to - from) * share, from, to);
}

/** Rounding of powers may leave the range by the last digit. */
function clamp(value: number, from: number, to: number): number {
  return Math.min(Math.max(value, from), to);
}

type Named = [string | undefined, string | undefined];

function drawn(
  categories: readonly CategoricalParameterRange[],
  draw: (name: string | undefined) => number,
): readonly Named[] {
  return categories.map(({ Name, Values = [] }) => [Name, Values[Math.floor(draw(Name) * Values.length)]]);
}

/** Reads `index` as a number whose digits are the positions within each category, the last one turning fastest. */
function combination(categories: readonly CategoricalParameterRange[], index: number): readonly Named[] {
  let rest = index;
  return categories
    .toReversed()
    .map(({ Name, Values = [] }): Named => {
      const position = rest % Math.max(1, Values.length);
      rest = Math.floor(rest / Math.max(1, Values.length));
      return [Name, Values[position]];
    })
    .toReversed();
}
