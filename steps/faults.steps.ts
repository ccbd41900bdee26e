import assert from 'node:assert/strict';
import { defineParameterType, Given, Then } from '@cucumber/cucumber';
import { readFault } from '../support/gateway/faults/read.ts';
import { askForFault } from './fault-state.ts';
import { describeTraining } from './request-jobs.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

/** What a scenario says of a struck call, and the fault that does so. */
const faultByWords = {
  throttled: { fault: 'throttle' },
  'answered with an internal error': { fault: '500' },
  'told that the service is away': { fault: '503' },
  'cut off before they are answered': { fault: 'reset', when: 'before' },
  'cut off in the middle of its answer': { fault: 'reset', when: 'middle' },
} as const;

type Words = keyof typeof faultByWords;

defineParameterType({
  name: 'struck',
  regexp: new RegExp(Object.keys(faultByWords).join('|')),
  transformer: (words: string) => faultByWords[words as Words],
});

/** As the command line writes it: `CreateTrainingJob:throttle:times=2`. It strikes this scenario's account alone. */
Given('the fault {string}', async function (this: TrainEncryptWorld, text: string) {
  await askForFault(this, readFault(text));
});

/** By operation, such as `CreateTrainingJob`; stars stand for any characters. SDKs try most of these again. */
Given(
  'the first {int} call(s) of {word} is/are {struck}',
  async function (this: TrainEncryptWorld, times: number, operation: string, struck: (typeof faultByWords)[Words]) {
    await askForFault(this, { operation, times, ...struck });
  },
);

/** The same seed strikes the same calls. */
Given(
  'calls of {word} are throttled with a chance of {int} percent and the seed {int}',
  async function (this: TrainEncryptWorld, operation: string, percent: number, seed: number) {
    await askForFault(this, { operation, fault: 'throttle', chance: percent / 100, seed });
  },
);

Given(
  'the next training job fails halfway through its training because {string}',
  async function (this: TrainEncryptWorld, reason: string) {
    await askForFault(this, { operation: 'Create*', fault: 'fail', times: 1, at: 0.5, reason });
  },
);

Given('the next training job finds no instances', async function (this: TrainEncryptWorld) {
  await askForFault(this, { operation: 'CreateTrainingJob', fault: 'capacity', times: 1 });
});

Given(
  'the next training job loses its instances halfway through its training',
  async function (this: TrainEncryptWorld) {
    await askForFault(this, { operation: 'CreateTrainingJob', fault: 'interrupt', times: 1, at: 0.5 });
  },
);

Then('the job has failed because {string}', async function (this: TrainEncryptWorld, reason: string) {
  const { TrainingJobStatus, FailureReason } = await describeTraining(this.account, this.job.name);
  assert.deepEqual([TrainingJobStatus, FailureReason], ['Failed', reason]);
});
