import type { PolicyDocument } from '../support/sagemaker/policy/types.ts';

export type Statement = Extract<PolicyDocument['Statement'], unknown[]>[number];
type Condition = NonNullable<Statement['Condition']>;

/** What scenarios call approved. */
export interface Approved {
  subnets: readonly string[];
  groups: readonly string[];
}

const FLAG = 'sagemaker:InterContainerTrafficEncryption';
const SUBNETS = 'sagemaker:VpcSubnets';
const GROUPS = 'sagemaker:VpcSecurityGroupIds';

const CONDITIONS: Readonly<Record<string, (approved: Approved) => Condition>> = {
  'Bool finds the flag false': () => ({ Bool: { [FLAG]: 'false' } }),
  'Bool finds the flag true': () => ({ Bool: { [FLAG]: 'true' } }),
  'BoolIfExists finds the flag false': () => ({ BoolIfExists: { [FLAG]: 'false' } }),
  'BoolIfExists finds the flag true': () => ({ BoolIfExists: { [FLAG]: 'true' } }),
  'Null finds no flag': () => ({ Null: { [FLAG]: 'true' } }),
  'Null finds no subnets': () => ({ Null: { [SUBNETS]: 'true' } }),
  'ForAllValues finds the subnets approved': ({ subnets }) => ({
    'ForAllValues:StringEquals': { [SUBNETS]: [...subnets] },
  }),
  'ForAllValues finds the subnets approved and Null finds them present': ({ subnets }) => ({
    'ForAllValues:StringEquals': { [SUBNETS]: [...subnets] },
    Null: { [SUBNETS]: 'false' },
  }),
  'ForAnyValue finds a subnet not approved': ({ subnets }) => ({
    'ForAnyValue:StringNotEquals': { [SUBNETS]: [...subnets] },
  }),
  'ForAnyValue finds a group not approved': ({ groups }) => ({
    'ForAnyValue:StringNotEquals': { [GROUPS]: [...groups] },
  }),
};

const ACTIONS: Readonly<Record<string, string>> = {
  'training jobs': 'sagemaker:CreateTrainingJob',
  'tuning jobs': 'sagemaker:CreateHyperParameterTuningJob',
};

/** Longest first: one phrase begins another. */
export const conditionPhrase = new RegExp(
  Object.keys(CONDITIONS)
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
);

export const jobsPhrase = new RegExp(Object.keys(ACTIONS).join('|'));

export function statement(Effect: 'Allow' | 'Deny', jobs: string, condition: string, approved: Approved): Statement {
  const Action = ACTIONS[jobs];
  const conditionOf = CONDITIONS[condition];
  if (!Action || !conditionOf) throw new Error(`no such statement: ${jobs} where ${condition}`);
  return { Effect, Action, Resource: '*', Condition: conditionOf(approved) };
}

/** What a caller needs beside creating jobs, where nothing else is allowed. */
export const looking: Statement = {
  Effect: 'Allow',
  Action: ['sagemaker:Describe*', 'sagemaker:List*'],
  Resource: '*',
};
