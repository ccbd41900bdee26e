import type { CreateHyperParameterTuningJobRequest } from '@aws-sdk/client-sagemaker';
import type { Verdict } from '../../rules/types.ts';
import type { AccountState } from '../accounts/state.ts';
import { arnOf } from '../arn.ts';
import type { TuningDefinition, TuningJob } from '../records/training.ts';
import { alternativesOf } from '../resources.ts';
import { History } from '../store/history.ts';
import type { Reservation } from '../store/registry.ts';
import { definitionsOf } from '../training/facts.ts';
import { workloadOfTraining } from '../training/training-job.ts';

export interface TuningBirth {
  readonly reservation: Reservation;
  readonly createdAt: number;
  /** One for each definition. */
  readonly verdicts: readonly Verdict[];
  readonly parents: readonly TuningJob[];
}

/** Makes a tuning job and lets it begin. Everything that could be wrong with the request was checked. */
export function beginTuningJob(
  state: AccountState,
  request: CreateHyperParameterTuningJobRequest,
  { reservation, createdAt, verdicts, parents }: TuningBirth,
): TuningJob {
  const name = request.HyperParameterTuningJobName ?? '';
  const tuning: TuningJob = {
    name,
    arn: arnOf(state.caller, 'hyper-parameter-tuning-job', name),
    sequence: reservation.sequence,
    request,
    createdAt,
    definitions: tuningDefinitions(request, verdicts),
    parents,
    children: [],
    sinceImprovement: 0,
    history: new History(state.revisions, { status: 'InProgress', modifiedAt: createdAt }),
  };
  state.tuningJobs.add(tuning);
  // Before it launches anything: its training jobs get its tags.
  state.tags.add(tuning.arn, request.Tags ?? []);
  state.lives.beginTuning(tuning);
  return tuning;
}

/** @throws ServiceError ValidationException when an environment does not fit the model of time. */
export function checkWorkloads(request: CreateHyperParameterTuningJobRequest): void {
  for (const { definition } of definitionsOf(request)) {
    for (const ResourceConfig of alternativesOf(definition)) workloadOfTraining({ ...definition, ResourceConfig });
  }
}

function tuningDefinitions(
  request: CreateHyperParameterTuningJobRequest,
  verdicts: readonly Verdict[],
): readonly TuningDefinition[] {
  const config = request.HyperParameterTuningJobConfig;
  return definitionsOf(request).map(({ definition }, index) => ({
    request: definition,
    resources: alternativesOf(definition)[0] ?? {},
    objective: definition.TuningObjective ?? config?.HyperParameterTuningJobObjective,
    ranges: definition.HyperParameterRanges ?? config?.ParameterRanges ?? {},
    stalls: verdicts[index]?.stalls ?? false,
  }));
}
