import type { EC2Client } from '@aws-sdk/client-ec2';
import * as sdk from '@aws-sdk/client-sagemaker';
import { readNetwork } from '../network/read.ts';
import { createAwsJsonService } from '../protocol/aws-json.ts';
import { operationNames } from '../protocol/operation-names.ts';
import type { Caller, Service } from '../protocol/service.ts';
import { judge } from '../rules/judge.ts';
import type { RuleOptions, Verdict } from '../rules/types.ts';
import { Accounts } from './accounts/accounts.ts';
import type { JobRecord } from './accounts/job-records.ts';
import type { AccountState } from './accounts/state.ts';
import { validateInput } from './constraints/index.ts';
import type { Clock } from './life/clock.ts';
import type { JobFaultsOf } from './life/job-fault.ts';
import { operations } from './operations/index.ts';
import { enforced } from './policy/enforce.ts';
import type { Policy } from './policy/policy.ts';

export interface SageMakerOptions {
  /** An EC2 client that speaks for this caller to the engine; the stub reads networks through nothing else. */
  readonly ec2: (caller: Caller) => EC2Client;
  /** The clock of an account. Called once per account. */
  readonly clock: (account: string) => Clock;
  /** The rules in force where `setRules` said nothing else. */
  readonly rules: RuleOptions;
  /** Enforced where `setPolicy` said nothing else. Default: everybody may do everything. */
  readonly policy?: Policy;
  /** What is to go wrong with training jobs; asked once for each that begins. Default: nothing. */
  readonly jobFaultsOf?: JobFaultsOf;
  /** Told of every job that was judged, refused ones too, in order. */
  readonly onVerdict?: (caller: Caller, verdict: Verdict) => void;
}

/** The SageMaker stub. */
export interface SageMaker extends Service, AsyncDisposable {
  /** Changes the rules for one account, from the next request on. */
  setRules(account: string, rules: Partial<RuleOptions>): void;
  /** Enforces another policy for one account, from the next request on; `undefined` lets it do everything. */
  setPolicy(account: string, policy: Policy | undefined): void;
  /**
   * Takes the instances of a managed spot training job away while it trains.
   * Resolves to whether there was such a job, and it had any to lose.
   */
  interruptTraining(caller: Caller, name: string): Promise<boolean>;
  /** Every job of this account that was judged, in order. */
  verdicts(caller: Caller): readonly Verdict[];
  /** Every job of one account or of all, in all regions, with the requests that were refused. */
  jobs(account?: string): Promise<readonly JobRecord[]>;
  /** Forgets one account or all, with rules and policies of their own, and gives back what their jobs hold in EC2. */
  reset(account?: string): Promise<void>;
}

export type { JobRecord } from './accounts/job-records.ts';

export function createSageMaker(options: SageMakerOptions): SageMaker {
  const accounts = new Accounts({ ...options, readNetwork, judge });
  const service = createAwsJsonService({
    name: 'sagemaker',
    target: 'SageMaker',
    operations: enforced(operations, ({ account }) => accounts.policyOf(account)),
    exists: (operation) => KNOWN.has(operation),
    errors: ERRORS,
    validate: validateInput,
    context: ({ caller }) => ({ caller, state: accounts.stateOf(caller) }),
  });
  return {
    ...service,
    setRules: (account, rules) => accounts.setRules(account, rules),
    setPolicy: (account, policy) => accounts.setPolicy(account, policy),
    interruptTraining: (caller, name) => interruptTraining(accounts.stateOf(caller), name),
    verdicts: (caller) => accounts.verdicts(caller),
    jobs: (account) => accounts.jobs(account),
    reset: (account) => accounts.reset(account),
    [Symbol.asyncDispose]: () => accounts[Symbol.asyncDispose](),
  };
}

async function interruptTraining({ trainingJobs, lives }: AccountState, name: string): Promise<boolean> {
  const job = trainingJobs.get(name);
  return job !== undefined && lives.interruptTraining(job);
}

const KNOWN = operationNames(sdk);

const ERRORS = [sdk.ConflictException$, sdk.ResourceInUse$, sdk.ResourceLimitExceeded$, sdk.ResourceNotFound$];
