import type { PolicyDocument } from '../../sagemaker/policy/types.ts';
import { FLAGGED_OPERATIONS } from '../../sagemaker/request-facts.ts';
import type { Situation } from '../types.ts';
import { documented } from './documented.ts';

const FLAG = 'sagemaker:InterContainerTrafficEncryption';

const denied = {
  Effect: 'Deny' as const,
  Action: FLAGGED_OPERATIONS.map((operation) => `sagemaker:${operation}`),
  Resource: '*',
};

const POLICY: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    { ...denied, Sid: 'FlagFalse', Condition: { Bool: { [FLAG]: 'false' } } },
    // A schedule may leave the flag to the job definition that it names.
    {
      ...denied,
      Sid: 'FlagLeftOut',
      Condition: { Null: { [FLAG]: 'true', 'sagemaker:ModelMonitorJobDefinitionName': 'true' } },
    },
  ],
};

export const deniedWithoutFlag: Situation = {
  ...documented,
  id: 'denied-without-flag',
  title: 'The documented network, and a policy that denies every job without encryption',
  expectation: 'reports',
  reason: 'Who encrypts is not denied; who does not gets an error, and must report it rather than get round it.',
  async prepare(account, harness) {
    const network = await documented.prepare(account, harness);
    account.setPolicy(POLICY);
    return network;
  },
};
