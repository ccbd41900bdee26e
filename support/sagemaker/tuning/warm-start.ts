/**
 * Tuning jobs that begin with what others found:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-warm-start.html.
 */

import type {
  CreateHyperParameterTuningJobRequest,
  HyperParameterTuningJobObjective,
  ParameterRanges,
} from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { invalid } from '../errors/own-errors.ts';
import { hasEnded } from '../life/transitions.ts';
import type { TrainingJob, TuningJob } from '../records/training.ts';
import { definitionsOf } from '../training/facts.ts';
import { goodness } from './objective.ts';

/**
 * The tuning jobs whose results a request begins with.
 * @throws ServiceError ValidationException, in our words, for one that does not exist, has not ended, or tunes
 * something else
 */
export function parentsOf(state: AccountState, request: CreateHyperParameterTuningJobRequest): readonly TuningJob[] {
  const named = request.WarmStartConfig?.ParentHyperParameterTuningJobs ?? [];
  return named.map(({ HyperParameterTuningJobName: name = '' }) => {
    const parent = state.tuningJobs.get(name);
    if (!parent) throw unfit(name, 'there is no such tuning job');
    const { status } = parent.history.current;
    if (!hasEnded(status)) throw unfit(name, `it is in status ${status}, and must have ended`);
    checkSameTask(parent, request);
    return parent;
  });
}

/**
 * The best training job of a warm started tuning job and its parents. Documented for those on the same data with the
 * same algorithm; otherwise `undefined`.
 */
export function overallBest(tuning: TuningJob): TrainingJob | undefined {
  if (tuning.request.WarmStartConfig?.WarmStartType !== 'IdenticalDataAndAlgorithm') return undefined;
  const bests = [tuning, ...tuning.parents].flatMap(({ best }) => best ?? []);
  return bests.toSorted((a, b) => (goodness(b) ?? 0) - (goodness(a) ?? 0))[0];
}

/** How many training jobs the parents had: their values are not tried again. */
export function triedBefore({ parents }: TuningJob): number {
  return parents.reduce((sum, { children }) => sum + children.length, 0);
}

function checkSameTask(parent: TuningJob, request: CreateHyperParameterTuningJobRequest): void {
  const { name } = parent;
  const [mine, theirs] = [taskOf(request), taskOf(parent.request)];
  const metrics = [mine, theirs].map(({ objective }) => `${objective?.Type} ${objective?.MetricName}`);
  if (metrics[0] !== metrics[1]) throw unfit(name, `its objective is ${metrics[1]}, and must be ${metrics[0]}`);
  const { size } = theirs.parameters;
  if (size !== mine.parameters.size) {
    throw unfit(name, `it has ${size} hyperparameters, static and tunable, and must have ${mine.parameters.size}`);
  }
  for (const [parameter, kind] of mine.parameters) {
    const before = theirs.parameters.get(parameter) ?? 'static';
    if (kind === 'static' || before === 'static' || kind === before) continue;
    throw unfit(name, `its hyperparameter ${parameter} is ${before}, and must be ${kind}`);
  }
}

/** What the first definition tunes. */
function taskOf(request: CreateHyperParameterTuningJobRequest): Task {
  const config = request.HyperParameterTuningJobConfig;
  const definition = definitionsOf(request)[0]?.definition;
  const ranges: ParameterRanges = definition?.HyperParameterRanges ?? config?.ParameterRanges ?? {};
  const named = (kind: string, list: readonly { readonly Name?: string | undefined }[] = []) =>
    list.map(({ Name = '' }): [string, string] => [Name, kind]);
  return {
    objective: definition?.TuningObjective ?? config?.HyperParameterTuningJobObjective,
    parameters: new Map([
      ...Object.keys(definition?.StaticHyperParameters ?? {}).map((name): [string, string] => [name, 'static']),
      ...named('integer', ranges.IntegerParameterRanges),
      ...named('continuous', ranges.ContinuousParameterRanges),
      ...named('categorical', ranges.CategoricalParameterRanges),
    ]),
  };
}

interface Task {
  readonly objective: HyperParameterTuningJobObjective | undefined;
  /** The name of each hyperparameter, and its kind. */
  readonly parameters: ReadonlyMap<string, string>;
}

function unfit(name: string, why: string) {
  return invalid(`WarmStartConfig names the tuning job ${name.slice(0, 64)}, which cannot be a parent: ${why}.`);
}
