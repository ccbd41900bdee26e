import assert from 'node:assert/strict';
import { ListTrainingJobsForHyperParameterTuningJobCommand } from '@aws-sdk/client-sagemaker';
import { Then, When } from '@cucumber/cucumber';
import { vpcConfigOf } from './private-vpc.ts';
import { describeTraining, describeTuning, requestTuning } from './request-jobs.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

When(
  'an {encryption} tuning job of {int} training jobs with {int} instance(s) each is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, jobs: number, instances: number) {
    this.job = await requestTuning(this.account, jobs, [{ instances, encrypted, vpc: vpcConfigOf(this.vpc) }]);
  },
);

const right = (world: TrainEncryptWorld) => ({ instances: 2, encrypted: true, vpc: vpcConfigOf(world.vpc) });

When(
  'a tuning job with two definitions, both encrypted in the private VPC, is created',
  async function (this: TrainEncryptWorld) {
    this.job = await requestTuning(this.account, 2, [right(this), right(this)]);
  },
);

When(
  'a tuning job with two definitions, the second encrypted without a private VPC, is created',
  async function (this: TrainEncryptWorld) {
    this.job = await requestTuning(this.account, 2, [right(this), { ...right(this), vpc: undefined }]);
  },
);

When('a tuning job with two definitions, the second unencrypted, is created', async function (this: TrainEncryptWorld) {
  this.job = await requestTuning(this.account, 2, [right(this), { ...right(this), encrypted: undefined }]);
});

/** Forty days pass for this account. */
When('the tuning job runs its course', async function (this: TrainEncryptWorld) {
  assert.equal(this.job.refusal, undefined, `the job was refused: ${this.job.refusal?.message}`);
  await this.account.advance(40 * 86_400);
});

Then('the tuning job has completed', async function (this: TrainEncryptWorld) {
  const { HyperParameterTuningJobStatus } = await describeTuning(this.account, this.job.name);
  assert.equal(HyperParameterTuningJobStatus, 'Completed');
});

async function trainingJobs(world: TrainEncryptWorld) {
  const { TrainingJobSummaries = [] } = await world.account.sagemaker.send(
    new ListTrainingJobsForHyperParameterTuningJobCommand({ HyperParameterTuningJobName: world.job.name }),
  );
  return Promise.all(TrainingJobSummaries.map((one) => describeTraining(world.account, one.TrainingJobName ?? '')));
}

Then(
  'all {int} training jobs were encrypted, in the private VPC',
  async function (this: TrainEncryptWorld, count: number) {
    const jobs = await trainingJobs(this);
    assert.equal(jobs.length, count);
    for (const job of jobs) {
      assert.equal(job.EnableInterContainerTrafficEncryption, true);
      assert.deepEqual(job.VpcConfig, vpcConfigOf(this.vpc));
      assert.equal(job.TrainingJobStatus, 'Completed');
    }
  },
);

Then('none of the {int} training jobs was encrypted', async function (this: TrainEncryptWorld, count: number) {
  const jobs = await trainingJobs(this);
  assert.deepEqual(
    jobs.map((job) => job.EnableInterContainerTrafficEncryption),
    Array.from({ length: count }, () => false),
  );
});
