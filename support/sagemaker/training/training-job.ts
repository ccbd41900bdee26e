import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { arnOf } from '../arn.ts';
import { DEFAULT_MAX_RUNTIME } from '../life/durations.ts';
import type { Workload } from '../model/time.ts';
import { workloadOf } from '../model/workload-of.ts';
import type { ChildOf, LaunchedBy, TrainingJob } from '../records/training.ts';
import { instancesOf } from '../resources.ts';
import { History } from '../store/history.ts';
import type { Reservation } from '../store/registry.ts';
import { startRules } from './rule-jobs.ts';
import { markReused, matchingPool, poolFor } from './warm-pool.ts';

/** Most jobs have none: one list of none is enough. */
const NO_RULES: readonly never[] = Object.freeze([]);

export interface Birth {
  readonly reservation: Reservation;
  readonly createdAt: number;
  readonly stalls: boolean;
  readonly child?: ChildOf;
  readonly launchedBy?: LaunchedBy;
}

/** Makes a training job and lets it begin. Everything that could be wrong with the request was checked. */
export function beginTrainingJob(state: AccountState, request: CreateTrainingJobRequest, birth: Birth): TrainingJob {
  const { TrainingJobName: name = '', StoppingCondition } = request;
  const reused = matchingPool(state, request, birth.createdAt);
  if (reused) markReused(reused.job, reused.pool, name, birth.createdAt);
  const pool = poolFor(request, birth.createdAt, reused?.pool);
  const job: TrainingJob = {
    name,
    arn: arnOf(state.caller, 'training-job', name),
    sequence: birth.reservation.sequence,
    request: state.sharedMembers.share({
      ...request,
      StoppingCondition: { MaxRuntimeInSeconds: DEFAULT_MAX_RUNTIME, ...StoppingCondition },
    }),
    createdAt: birth.createdAt,
    workload: workloadOfTraining(request),
    // A serverless job names no resources, and is modelled as one instance.
    instances: request.ResourceConfig ? instancesOf(request.ResourceConfig).count : 1,
    stalls: birth.stalls,
    child: birth.child,
    launchedBy: birth.launchedBy,
    warm: reused !== undefined,
    transitions: [],
    instanceTimes: [],
    rules: NO_RULES,
    launched: reused !== undefined,
    startedAt: undefined,
    endedAt: undefined,
    failureReason: undefined,
    history: new History(state.revisions, {
      status: 'InProgress',
      modifiedAt: birth.createdAt,
      ...(pool && { pool }),
    }),
  };
  state.trainingJobs.add(job);
  state.lives.beginTraining(job);
  startRules(state, job);
  return job;
}

/** @throws ServiceError ValidationException when the request's environment does not fit the model of time. */
export function workloadOfTraining(
  request: Pick<
    CreateTrainingJobRequest,
    'AlgorithmSpecification' | 'ResourceConfig' | 'Environment' | 'StoppingCondition'
  >,
): Workload {
  return workloadOf({
    image: request.AlgorithmSpecification?.TrainingImage,
    algorithm: request.AlgorithmSpecification?.AlgorithmName,
    instanceTypes: instancesOf(request.ResourceConfig).types,
    environment: request.Environment,
    instances: instancesOf(request.ResourceConfig).count,
    limit: request.StoppingCondition?.MaxRuntimeInSeconds,
  });
}
