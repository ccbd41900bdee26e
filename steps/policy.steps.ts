import assert from 'node:assert/strict';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import { type Approved, conditionPhrase, jobsPhrase, looking, type Statement, statement } from './policies.ts';
import { requestTraining } from './request-jobs.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

defineParameterType({ name: 'jobs', regexp: jobsPhrase, transformer: (text: string) => text });
/** What a statement's condition finds about the request's flag, subnets and groups. */
defineParameterType({ name: 'condition', regexp: conditionPhrase, transformer: (text: string) => text });

interface PolicyState {
  readonly approved: Approved;
  readonly statements: Statement[];
}

const states = new WeakMap<TrainEncryptWorld, PolicyState>();

function stateOf(world: TrainEncryptWorld): PolicyState {
  const state = states.get(world) ?? { approved: { subnets: [], groups: [] }, statements: [] };
  states.set(world, state);
  return state;
}

function add(world: TrainEncryptWorld, ...added: Statement[]): void {
  const { statements } = stateOf(world);
  statements.push(...added);
  world.account.setPolicy({ Version: '2012-10-17', Statement: statements });
}

/** An IAM policy as JSON, from the folder that cucumber-js runs in. It is enforced from here on, for this scenario. */
Given('the policy of the file {string}', function (this: TrainEncryptWorld, file: string) {
  this.account.setPolicy(file);
});

/** For the conditions of policies that follow. */
Given('both subnets are approved', function (this: TrainEncryptWorld) {
  stateOf(this).approved.subnets = this.privateVpc.subnets.map(({ id }) => id);
});

Given('one of the subnets is approved', function (this: TrainEncryptWorld) {
  stateOf(this).approved.subnets = this.privateVpc.subnets.slice(0, 1).map(({ id }) => id);
});

Given('the security group is approved', function (this: TrainEncryptWorld) {
  stateOf(this).approved.groups = this.privateVpc.groups.slice(0, 1);
});

for (const beginning of ['a policy that denies', 'it also denies']) {
  Given(`${beginning} {jobs} where {condition}`, function (this: TrainEncryptWorld, jobs: string, condition: string) {
    add(this, statement('Deny', jobs, condition, stateOf(this).approved));
  });
}

Given(
  'a policy that allows {jobs} only where {condition}',
  function (this: TrainEncryptWorld, jobs: string, condition: string) {
    add(this, statement('Allow', jobs, condition, stateOf(this).approved), looking);
  },
);

When(
  'an {encryption} training job with {int} instances and no network is created',
  async function (this: TrainEncryptWorld, encrypted: boolean | undefined, instances: number) {
    this.job = await requestTraining(this.account, { instances, encrypted });
  },
);

/** What IAM says of a job that it refuses, as far as that is known. */
function refusalBegins({ account, job }: TrainEncryptWorld): string {
  const [operation, kind] =
    job.kind === 'training'
      ? ['CreateTrainingJob', 'training-job']
      : ['CreateHyperParameterTuningJob', 'hyper-parameter-tuning-job'];
  const resource = `arn:aws:sagemaker:${account.region}:${account.id}:${kind}/${job.name}`;
  return `User: arn:aws:iam::${account.id}:root is not authorized to perform: sagemaker:${operation} on resource: ${resource}`;
}

/** By an explicit deny, in the words of IAM. */
Then('the policy denies the job', function (this: TrainEncryptWorld) {
  const { refusal } = this.job;
  assert.equal(refusal?.name, 'AccessDeniedException', refusal?.message ?? 'the job was not refused');
  assert.equal(refusal?.message, `${refusalBegins(this)} with an explicit deny`);
});

/** No statement allows it. */
Then('the policy does not allow the job', function (this: TrainEncryptWorld) {
  const { refusal } = this.job;
  assert.equal(refusal?.name, 'AccessDeniedException', refusal?.message ?? 'the job was not refused');
  assert.ok(refusal?.message.startsWith(`${refusalBegins(this)} (train-encrypt: no statement`), refusal?.message);
});
