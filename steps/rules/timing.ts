import assert from 'node:assert/strict';
import { vpcConfigOf } from '../private-vpc.ts';
import { describeTraining, requestTraining, type TrainingSettings } from '../request-jobs.ts';
import type { Timed, TimedPair } from './timed.ts';
import type { ScenarioWorld } from './world.ts';

/** By how much encryption lengthens the training, as a part of the training in the clear. */
export const lengthening = ({ clear, encrypted }: TimedPair) => encrypted.training / clear.training - 1;

export async function timeBoth(
  world: ScenarioWorld,
  wish: TrainingSettings & { readonly instances: number },
): Promise<TimedPair> {
  return { instances: wish.instances, clear: await time(world, wish, false), encrypted: await time(world, wish, true) };
}

async function time(world: ScenarioWorld, wish: TrainingSettings, encrypted: boolean): Promise<Timed> {
  const { account, privateVpc } = world;
  const vpc = vpcConfigOf(privateVpc);
  const { name, refusal } = await requestTraining(account, { ...wish, encrypted, vpc, maxRuntimeSeconds: 28 * 86_400 });
  assert.equal(refusal, undefined, `the job was refused: ${refusal?.message}`);
  await account.advance(30 * 86_400);
  const job = await describeTraining(account, name);
  assert.equal(job.TrainingJobStatus, 'Completed');
  assert.ok(job.TrainingTimeInSeconds && job.BillableTimeInSeconds, 'a completed job tells its times');
  return { training: job.TrainingTimeInSeconds, billable: job.BillableTimeInSeconds };
}
