import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateHyperParameterTuningJobCommand,
  DescribeHyperParameterTuningJobCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';
import { type TestStub, testStub, tuning } from '../testing/stub.ts';

async function run(stub: TestStub, name: string, CompleteOnConvergence: 'Enabled' | 'Disabled' | undefined) {
  const { HyperParameterTuningJobConfig } = tuning(name);
  assert.ok(HyperParameterTuningJobConfig);
  await stub.client.send(
    new CreateHyperParameterTuningJobCommand(
      tuning(name, {
        HyperParameterTuningJobConfig: {
          ...HyperParameterTuningJobConfig,
          ResourceLimits: { MaxNumberOfTrainingJobs: 100, MaxParallelTrainingJobs: 1 },
          ...(CompleteOnConvergence && {
            TuningJobCompletionCriteria: { ConvergenceDetected: { CompleteOnConvergence } },
          }),
        },
      }),
    ),
  );
  await stub.clock.advance(10 * 86_400);
  const HyperParameterTuningJobName = name;
  const description = await stub.client.send(
    new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName }),
  );
  const { TrainingJobSummaries = [] } = await stub.client.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({
      HyperParameterTuningJobName,
      SortBy: 'CreationTime',
      MaxResults: 100,
    }),
  );
  return { ...description, jobs: TrainingJobSummaries };
}

test('convergence ends a tuning job that asks for it, ten training jobs after the last improvement', async () => {
  await using stub = testStub();
  const { HyperParameterTuningJobStatus, TuningJobCompletionDetails, jobs } = await run(stub, 'tune', 'Enabled');
  assert.equal(HyperParameterTuningJobStatus, 'Completed');
  assert.ok(jobs.length > 10 && jobs.length < 100, `${jobs.length} training jobs`);
  assert.equal(TuningJobCompletionDetails?.NumberOfTrainingJobsObjectiveNotImproving, 10);
  const last = jobs.at(-1)?.TrainingEndTime;
  assert.deepEqual(TuningJobCompletionDetails?.ConvergenceDetectedTime, last);
});

test('otherwise it is only described', async () => {
  for (const criterion of ['Disabled', undefined] as const) {
    await using stub = testStub();
    const { TuningJobCompletionDetails, jobs } = await run(stub, 'tune', criterion);
    assert.equal(jobs.length, 100);
    const detected = TuningJobCompletionDetails?.ConvergenceDetectedTime?.getTime() ?? 0;
    assert.ok(detected > 0 && detected < (jobs.at(-1)?.TrainingEndTime?.getTime() ?? 0));
  }
});

test('a tuning job of few training jobs does not converge', async () => {
  await using stub = testStub();
  await stub.client.send(new CreateHyperParameterTuningJobCommand(tuning('tune')));
  await stub.clock.advance(86_400);
  const { TuningJobCompletionDetails } = await stub.client.send(
    new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName: 'tune' }),
  );
  assert.equal(TuningJobCompletionDetails?.ConvergenceDetectedTime, undefined);
});
