import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrainingJob } from '../records/training.ts';
import { Progress } from './progress.ts';

const workload = { steps: 100, computeSeconds: 1, modelMegabytes: 0, bandwidthGbps: 1, encryptionOverhead: 0 };
const hundredSeconds = () => new Progress({ workload, instances: 2, request: {} } as unknown as TrainingJob);

test('it comes along with time', () => {
  const progress = hundredSeconds();
  assert.equal(progress.length, 100_000);
  assert.equal(progress.at(5), 0);
  progress.start(1000);
  assert.equal(progress.at(51_000), 0.5);
  assert.equal(progress.at(1_000_000), 1);
  assert.equal(progress.timeOf(1, 51_000), 101_000);
  assert.equal(progress.timeOf(0.25, 51_000), 51_000);
});

test('what was done is there after a break, or is not', () => {
  const progress = hundredSeconds();
  progress.start(0);
  progress.stop(40_000, true);
  assert.equal(progress.at(90_000), 0.4);
  progress.start(100_000);
  assert.equal(progress.timeOf(1, 100_000), 160_000);
  progress.stop(120_000, false);
  assert.equal(progress.at(120_000), 0);
});
