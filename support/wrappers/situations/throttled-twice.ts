import { FLAGGED_OPERATIONS } from '../../sagemaker/request-facts.ts';
import type { Situation } from '../types.ts';
import { documented } from './documented.ts';

export const throttledTwice: Situation = {
  ...documented,
  id: 'throttled-twice',
  title: 'The documented network, and the first two calls of each kind that create a job are throttled',
  expectation: 'retries',
  reason: 'Throttling passes; a retry must ask for the same job.',
  async prepare(account, harness) {
    const network = await documented.prepare(account, harness);
    harness.faults.add(
      FLAGGED_OPERATIONS.map((operation) => `sagemaker.${operation}:throttle:times=2,account=${account.id}`),
    );
    return network;
  },
};
