import * as sdk from '@aws-sdk/client-iam';
import { printable } from '../../protocol/printable.ts';
import { invalidInput, notSimulated } from './errors.ts';
import { operation } from './operation.ts';
import { roleOf } from './roles.ts';
import type { Account } from './store.ts';

interface Simulate {
  readonly PolicySourceArn: string;
  readonly ActionNames: readonly string[];
  readonly ResourceArns?: readonly string[];
}

/** What would change a simulation, if policies were kept here. */
const POLICIES = [
  'PolicyInputList',
  'PermissionsBoundaryPolicyInputList',
  'PolicyExclusionList',
  'ResourcePolicy',
  'ContextEntries',
  'ResourceHandlingOption',
];

const ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):(user|group|role)\/(?:[!-~]*\/)?([\w+=,.@-]{1,128})$/;

/**
 * Whether a principal may do something. No policies are kept here and nothing denies anything, so that a principal of
 * the account may do whatever it is asked about. (Policies given to `serve` are about calls, not about roles of jobs.)
 */
function simulate(input: Simulate, account: Account) {
  const { PolicySourceArn, ActionNames, ResourceArns = ['*'] } = input;
  const given = POLICIES.find((member) => member in input);
  if (given !== undefined) throw notSimulated(given);
  const [, partition, owner, kind, name = ''] = ARN.exec(PolicySourceArn) ?? [];
  if (partition !== account.partition || owner !== account.id) {
    throw invalidInput(
      `${printable(PolicySourceArn)} is not the ARN of a user, group or role of account ${account.id}.`,
    );
  }
  if (kind === 'role') roleOf(account, name);
  const wrong = ActionNames.find((action) => !/^[\w-]{1,64}:\w{1,128}$/.test(action));
  if (ActionNames.length === 0 || wrong !== undefined) {
    throw invalidInput(`${printable(wrong ?? 'An empty list')} is no action such as s3:PutObject.`);
  }
  return {
    EvaluationResults: ActionNames.flatMap((EvalActionName) =>
      ResourceArns.map((EvalResourceName) => ({ EvalActionName, EvalResourceName, EvalDecision: 'allowed' })),
    ),
    IsTruncated: false,
  };
}

export const operations = [operation(sdk.SimulatePrincipalPolicy$, simulate)];
