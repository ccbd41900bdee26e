import {
  CreateTrainingJob$,
  type CreateTrainingJobRequest,
  type CreateTrainingJobResponse,
} from '@aws-sdk/client-sagemaker';
import { arnOf } from '../arn.ts';
import { trainingNameTaken } from '../errors/observed-errors.ts';
import { refusalOf } from '../errors/refusal.ts';
import type { Operation } from '../operation.ts';
import { checkTags } from '../store/tags.ts';
import { checkTraining } from '../training/cross-checks.ts';
import { trainingFacts } from '../training/facts.ts';
import { checkRules } from '../training/rule-jobs.ts';
import { beginTrainingJob, workloadOfTraining } from '../training/training-job.ts';

export const createTrainingJob: Operation<CreateTrainingJobRequest, CreateTrainingJobResponse> = {
  schema: CreateTrainingJob$,
  async handle(input, { state }) {
    checkTraining(input);
    checkTags(input.Tags);
    workloadOfTraining(input);
    checkRules(input);
    const name = input.TrainingJobName ?? '';
    const reservation = state.trainingJobs.reserve(name);
    if (!reservation) throw trainingNameTaken(arnOf(state.caller, 'training-job', name));
    try {
      const verdicts = await state.judge([trainingFacts(input)]);
      const refusal = refusalOf(verdicts, state.pageOf);
      if (refusal) throw refusal;
      const stalls = verdicts.some((verdict) => verdict.stalls);
      const job = beginTrainingJob(state, input, { reservation, createdAt: state.clock.now(), stalls });
      state.tags.add(job.arn, job.request.Tags ?? []);
      return { TrainingJobArn: job.arn };
    } catch (error) {
      reservation.release();
      throw error;
    }
  },
};
