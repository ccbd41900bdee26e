import assert from 'node:assert/strict';
import type { Finding } from '../support/rules/types.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

/** The text of an error that is wrapped into lines, as one line. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** The refusal, which must be the service's own: a ValidationException whose words are marked as ours. */
export function refusalOf(world: TrainEncryptWorld): { readonly message: string } {
  const { refusal } = world.job;
  assert.ok(refusal, 'the job was not refused');
  assert.equal(refusal.name, 'ValidationException', refusal.message);
  return { message: oneLine(refusal.message) };
}

export const refusing = async (world: TrainEncryptWorld): Promise<readonly Finding[]> =>
  (await world.findings()).filter((finding) => finding.refuses);
