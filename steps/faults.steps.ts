import assert from 'node:assert/strict';
import { defineParameterType, Given, Then } from '@cucumber/cucumber';
import { readFault } from '../support/gateway/faults/read.ts';
import { setFault } from './fault-state.ts';
import { describeTraining } from './request-jobs.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

/** What happens to a call in the words of a scenario, and the fault for it. */
const faultByWords = {
  throttled: { fault: 'throttle' },
  'answered with an internal error': { fault: '500' },
  'answered with service unavailable': { fault: '503' },
  'dropped before the response': { fault: 'reset', when: 'before' },
  'dropped in the middle of the response': { fault: 'reset', when: 'middle' },
} as const;

type Words = keyof typeof faultByWords;

defineParameterType({
  name: 'faulty',
  regexp: new RegExp(Object.keys(faultByWords).join('|')),
  transformer: (words: string) => faultByWords[words as Words],
});

/** As the command line writes it: `CreateTrainingJob:throttle:times=2`. It affects this scenario's account only. */
Given('the fault {string}', async function (this: TrainEncryptWorld, text: string) {
  await setFault(this, readFault(text));
});

/** By operation, such as `CreateTrainingJob`; a star is any characters. SDKs retry most of these. */
Given(
  'the first {int} call(s) of {word} is/are {faulty}',
  async function (this: TrainEncryptWorld, times: number, operation: string, fault: (typeof faultByWords)[Words]) {
    await setFault(this, { operation, times, ...fault });
  },
);

/** The same seed throttles the same calls. */
Given(
  'calls of {word} are throttled with a chance of {int} percent and the seed {int}',
  async function (this: TrainEncryptWorld, operation: string, percent: number, seed: number) {
    await setFault(this, { operation, fault: 'throttle', chance: percent / 100, seed });
  },
);

Given(
  'the next training job fails halfway through its training because {string}',
  async function (this: TrainEncryptWorld, reason: string) {
    await setFault(this, { operation: 'Create*', fault: 'fail', times: 1, at: 0.5, reason });
  },
);

Given('the next training job finds no instances', async function (this: TrainEncryptWorld) {
  await setFault(this, { operation: 'CreateTrainingJob', fault: 'capacity', times: 1 });
});

Given(
  'the next training job loses its instances halfway through its training',
  async function (this: TrainEncryptWorld) {
    await setFault(this, { operation: 'CreateTrainingJob', fault: 'interrupt', times: 1, at: 0.5 });
  },
);

Then('the job has failed because {string}', async function (this: TrainEncryptWorld, reason: string) {
  const { TrainingJobStatus, FailureReason } = await describeTraining(this.account, this.job.name);
  assert.deepEqual([TrainingJobStatus, FailureReason], ['Failed', reason]);
});
