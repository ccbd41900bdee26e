import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { communicationPerStep, trainingTime, volumePerStep, type Workload } from './time.ts';

const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });

const workloads: fc.Arbitrary<Workload> = fc.record({
  steps: fc.integer({ min: 1, max: 1e6 }),
  computeSeconds: fc.double({ min: 0, max: 1e4, noNaN: true }),
  modelMegabytes: positive,
  bandwidthGbps: positive,
  encryptionOverhead: fc.double({ min: 1e-3, max: 10, noNaN: true }),
});

const several = fc.integer({ min: 2, max: 1000 });

const added = (workload: Workload, instances: number) =>
  trainingTime(workload, instances, true) - trainingTime(workload, instances, false);

test('a worked example: 100 steps of 1 s and of 500 MB over 10 Gbit/s between 2 instances', () => {
  const workload = { steps: 100, computeSeconds: 1, modelMegabytes: 500, bandwidthGbps: 10, encryptionOverhead: 0.5 };
  assert.equal(volumePerStep(workload, 2), 500);
  assert.equal(communicationPerStep(workload, 2), 0.4);
  assert.equal(trainingTime(workload, 2, false), 140);
  assert.equal(trainingTime(workload, 2, true), 160);
});

test('between 4 instances each sends one and a half times the model', () => {
  assert.equal(volumePerStep({ modelMegabytes: 100 }, 4), 150);
});

test('one instance sends nothing, so encryption changes nothing', () => {
  fc.assert(
    fc.property(workloads, (workload) => {
      assert.equal(volumePerStep(workload, 1), 0);
      assert.equal(trainingTime(workload, 1, true), trainingTime(workload, 1, false));
      assert.equal(trainingTime(workload, 1, true), workload.steps * workload.computeSeconds);
    }),
  );
});

test('several instances take longer encrypted than unencrypted', () => {
  // Not with so little to send beside so much to compute that the difference is lost in the rounding.
  const communicating = workloads.map((workload) => ({ ...workload, computeSeconds: workload.computeSeconds / 1e7 }));
  fc.assert(
    fc.property(communicating, several, (workload, instances) => {
      assert.ok(added(workload, instances) > 0);
    }),
  );
});

test('the bigger the model, the longer; the wider the network, the shorter', () => {
  fc.assert(
    fc.property(workloads, several, fc.boolean(), (workload, instances, encrypted) => {
      const time = trainingTime(workload, instances, encrypted);
      const bigger = { ...workload, modelMegabytes: workload.modelMegabytes * 2 };
      const wider = { ...workload, bandwidthGbps: workload.bandwidthGbps * 2 };
      assert.ok(trainingTime(bigger, instances, encrypted) >= time);
      assert.ok(trainingTime(wider, instances, encrypted) <= time);
      assert.ok(communicationPerStep(bigger, instances) > communicationPerStep(workload, instances));
      assert.ok(communicationPerStep(wider, instances) < communicationPerStep(workload, instances));
    }),
  );
});

test('the more instances, the more each sends, but never twice the model', () => {
  fc.assert(
    fc.property(workloads, several, (workload, instances) => {
      assert.ok(volumePerStep(workload, instances + 1) > volumePerStep(workload, instances));
      assert.ok(volumePerStep(workload, instances) < 2 * workload.modelMegabytes);
      assert.ok(trainingTime(workload, instances + 1, true) >= trainingTime(workload, instances, true));
    }),
  );
});
