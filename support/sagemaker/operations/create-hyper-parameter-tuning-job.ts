import {
  CreateHyperParameterTuningJob$,
  type CreateHyperParameterTuningJobRequest,
  type CreateHyperParameterTuningJobResponse,
} from '@aws-sdk/client-sagemaker';
import { tuningNameTaken } from '../errors/observed-errors.ts';
import { refusalOf } from '../errors/refusal.ts';
import type { Operation } from '../operation.ts';
import { checkTags } from '../store/tags.ts';
import { checkTuning } from '../training/cross-checks.ts';
import { tuningFacts } from '../training/facts.ts';
import { beginTuningJob, checkWorkloads } from '../tuning/tuning-job.ts';
import { parentsOf } from '../tuning/warm-start.ts';

export const createHyperParameterTuningJob: Operation<
  CreateHyperParameterTuningJobRequest,
  CreateHyperParameterTuningJobResponse
> = {
  schema: CreateHyperParameterTuningJob$,
  async handle(input, { state, settle }) {
    checkTuning(input);
    checkTags(input.Tags);
    checkWorkloads(input);
    if (input.WarmStartConfig) await settle();
    const parents = parentsOf(state, input);
    const name = input.HyperParameterTuningJobName ?? '';
    const reservation = state.tuningJobs.reserve(name);
    if (!reservation) throw tuningNameTaken(name);
    try {
      const verdicts = await state.judge(tuningFacts(input));
      const refusal = refusalOf(verdicts, state.pageOf);
      if (refusal) throw refusal;
      const tuning = beginTuningJob(state, input, { reservation, createdAt: state.clock.now(), verdicts, parents });
      return { HyperParameterTuningJobArn: tuning.arn };
    } catch (error) {
      reservation.release();
      throw error;
    }
  },
};
