import assert from 'node:assert/strict';
import { vpcConfigOf } from '../private-vpc.ts';
import { describeTraining, requestTraining, type TrainingSettings } from '../request-jobs.ts';
import type { Timed, TimedPair } from './timed.ts';
import type { ScenarioWorld } from './world.ts';

/** By how much encryption lengthens the training, as a part of the training unencrypted. */
export const lengthening = ({ clear, encrypted }: TimedPair) => encrypted.training / clear.training - 1;

export async function timeBoth(
  world: ScenarioWorld,
  settings: TrainingSettings & { readonly instances: number },
): Promise<TimedPair> {
  return {
    instances: settings.instances,
    clear: await time(world, settings, false),
    encrypted: await time(world, settings, true),
  };
}

async function time(world: ScenarioWorld, settings: TrainingSettings, encrypted: boolean): Promise<Timed> {
  const { account, privateVpc } = world;
  const vpc = vpcConfigOf(privateVpc);
  const { name, refusal } = await requestTraining(account, {
    ...settings,
    encrypted,
    vpc,
    maxRuntimeSeconds: 28 * 86_400,
  });
  assert.equal(refusal, undefined, `the job was refused: ${refusal?.message}`);
  await account.advance(30 * 86_400);
  const job = await describeTraining(account, name);
  assert.equal(job.TrainingJobStatus, 'Completed');
  assert.ok(job.TrainingTimeInSeconds && job.BillableTimeInSeconds, 'a completed job reports its times');
  return { training: job.TrainingTimeInSeconds, billable: job.BillableTimeInSeconds };
}
