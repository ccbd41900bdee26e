import {
  type CreateTrainingJobRequest,
  UpdateTrainingJob$,
  type UpdateTrainingJobRequest,
  type UpdateTrainingJobResponse,
} from '@aws-sdk/client-sagemaker';
import { invalid } from '../errors/own-errors.ts';
import type { Operation } from '../operation.ts';
import type { TrainingJob } from '../records/training.ts';
import { addProfilerRules, checkRules } from '../training/rule-jobs.ts';
import { updateKeepAlive } from '../training/warm-pool.ts';
import { trainingJobNamed } from './lookup.ts';

/** The flag and the network are not among what can be changed. */
export const updateTrainingJob: Operation<UpdateTrainingJobRequest, UpdateTrainingJobResponse> = {
  schema: UpdateTrainingJob$,
  async handle(input, { state, settle }) {
    await settle();
    const job = trainingJobNamed(state, input.TrainingJobName);
    const changed = updated(job.request, input);
    checkProgress(job, input);
    checkRules(changed);
    const keepAlive = input.ResourceConfig?.KeepAlivePeriodInSeconds;
    if (keepAlive !== undefined) updateKeepAlive(state, job, keepAlive);
    job.request = changed;
    addProfilerRules(state, job, input.ProfilerRuleConfigurations ?? []);
    job.history.set({ ...job.history.current, modifiedAt: state.clock.now() });
    return { TrainingJobArn: job.arn };
  },
};

/** What is given changes, what is not stays. How long instances are kept is the warm pool's own. */
function updated(request: CreateTrainingJobRequest, input: UpdateTrainingJobRequest): CreateTrainingJobRequest {
  const { ProfilerConfig, ProfilerRuleConfigurations: rules, RemoteDebugConfig } = input;
  return {
    ...request,
    ...(ProfilerConfig && { ProfilerConfig: { ...request.ProfilerConfig, ...ProfilerConfig } }),
    ...(rules && { ProfilerRuleConfigurations: [...(request.ProfilerRuleConfigurations ?? []), ...rules] }),
    ...(RemoteDebugConfig && { RemoteDebugConfig }),
  };
}

/** @throws ServiceError ValidationException, in our words, for a change that comes too late, or too early. */
function checkProgress(
  job: TrainingJob,
  { ProfilerConfig, ProfilerRuleConfigurations, RemoteDebugConfig }: UpdateTrainingJobRequest,
): void {
  const { status } = job.history.current;
  if ((ProfilerConfig || ProfilerRuleConfigurations) && status !== 'InProgress') {
    throw invalid(
      `training job ${job.name} is in status ${status}; its profiling can be changed while it is in progress.`,
    );
  }
  const secondary = job.transitions.at(-1)?.status;
  // Documented: in these two.
  if (RemoteDebugConfig && secondary !== 'Downloading' && secondary !== 'Training') {
    throw invalid(
      `training job ${job.name} is in secondary status ${secondary}; its remote debugging can be changed while that is Downloading or Training.`,
    );
  }
}
