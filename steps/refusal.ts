import assert from 'node:assert/strict';
import type { SageMakerServiceException } from '@aws-sdk/client-sagemaker';
import type { Finding } from '../support/rules/types.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

/** The refusal, which must be the service's own: a ValidationException whose words are marked as ours. */
export function refusalOf(world: TrainEncryptWorld): SageMakerServiceException {
  const { refusal } = world.job;
  assert.ok(refusal, 'the job was not refused');
  assert.equal(refusal.name, 'ValidationException', refusal.message);
  return refusal;
}

export const refusing = async (world: TrainEncryptWorld): Promise<readonly Finding[]> =>
  (await world.findings()).filter((finding) => finding.refuses);
