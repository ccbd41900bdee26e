import { randomUUID } from 'node:crypto';
import type { EC2Client } from '@aws-sdk/client-ec2';
import {
  ConflictException$,
  ResourceInUse$,
  ResourceLimitExceeded$,
  ResourceNotFound$,
} from '@aws-sdk/client-sagemaker';
import { readNetwork } from '../network/read.ts';
import { type AwsJsonOperation, createAwsJsonService } from '../protocol/aws-json.ts';
import { KnownOperations } from '../protocol/known-operations.ts';
import type { Caller, CallRecord, Service, ServiceRequest, ServiceResponse } from '../protocol/service.ts';
import { judge } from '../rules/judge.ts';
import type { Job, RuleOptions, Verdict } from '../rules/types.ts';
import { Accounts } from './accounts/accounts.ts';
import type { JobRecord } from './accounts/job-record.ts';
import type { AccountState } from './accounts/state.ts';
import { validateInput } from './constraints/index.ts';
import type { LaunchedBy, ServiceAnswer, ServiceCall } from './executions/launch.ts';
import type { Clock } from './life/clock.ts';
import type { JobFaultsOf } from './life/job-fault.ts';
import { RealTimes } from './life/real-times.ts';
import type { OperationContext } from './operation.ts';
import { operations } from './operations/index.ts';
import { enforced } from './policy/enforce.ts';
import type { Policy } from './policy/policy.ts';

export interface SageMakerOptions {
  /** An EC2 client that speaks for this caller to the engine; the stub reads networks through nothing else. */
  readonly ec2: (caller: Caller) => EC2Client;
  /** The clock of an account. Called once per account. */
  readonly clock: (account: string) => Clock;
  /**
   * When a look at jobs finds all that is scheduled done, on a clock that jumps: at the first look (default), or so that
   * a job can be described, listed and stopped first; see Looks.
   */
  readonly looks?: 'first' | 'second' | undefined;
  /** The rules in force where `setRules` said nothing else. */
  readonly rules: RuleOptions;
  /** Enforced where `setPolicy` said nothing else. Default: everybody may do everything. */
  readonly policy?: Policy;
  /** What is to go wrong with training jobs; asked once for each that begins. Default: nothing. */
  readonly jobFaultsOf?: JobFaultsOf;
  /** Where a job is shown, for the errors that refuse it. Default: nowhere. */
  readonly pageOf?: (caller: Caller, job: Job) => string | undefined;
  /** Told of every request that the service makes for a pipeline or a state machine, once it was answered. */
  readonly onLaunched?: (caller: Caller, call: LaunchedCall) => void;
  /** Told of every job that was judged, refused ones too, in order. */
  readonly onVerdict?: (caller: Caller, verdict: Verdict) => void;
}

/** A request that was made for an execution, as the journal keeps it. */
export interface LaunchedCall extends CallRecord {
  /** HTTP status of the answer. */
  readonly status: number;
  readonly launchedBy: LaunchedBy;
}

/** The SageMaker stub. */
export interface SageMaker extends Service, AsyncDisposable {
  /** Step Functions, whose state machines launch jobs here. What it keeps is reset with the stub. */
  readonly states: Service;
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

export type { JobRecord } from './accounts/job-record.ts';

export function createSageMaker(options: SageMakerOptions): SageMaker {
  const accounts: Accounts = new Accounts({
    ...options,
    readNetwork,
    judge,
    launchFor: (caller) => async (call) => {
      const { launchedBy } = call;
      const { status, call: told, body } = await launched.handle(requestFor(caller, call));
      options.onLaunched?.(caller, { ...told, status, launchedBy });
      return answerOf(told, body);
    },
    readFor: (caller) => async (call) => {
      const { call: told, body } = await launched.handle(requestFor(caller, call));
      return answerOf(told, body);
    },
  });
  const shared = {
    name: 'sagemaker',
    target: 'SageMaker',
    operations: inRealTime(enforced(operations, ({ account }) => accounts.policyOf(account))),
    exists: (operation: string) => KNOWN.has(operation),
    errors: ERRORS,
    validate: validateInput,
  };
  const context = ({ caller, headers }: ServiceRequest, operation: string, input: object): OperationContext => {
    const state = accounts.stateOf(caller);
    const settles =
      options.looks !== 'second' || state.looks.settles({ operation, input, userAgent: headers['user-agent'] ?? '' });
    return { caller, state, settle: settles ? () => state.clock.settle() : async () => {} };
  };
  const service = createAwsJsonService({ ...shared, context });
  // Asked in the middle of what a clock does: whoever settled it there would wait for itself.
  const launched = createAwsJsonService({
    ...shared,
    context: ({ caller }): OperationContext => ({ caller, state: accounts.stateOf(caller), settle: async () => {} }),
  });
  let loaded: Promise<Service> | undefined;
  // Most runs never ask it, and its schemas take their time.
  const stepFunctions = () => {
    loaded ??= import('./step-functions/service.ts').then(({ createStepFunctions }) =>
      createStepFunctions(context, inRealTime),
    );
    return loaded;
  };
  return {
    ...service,
    states: { name: 'states', handle: async (request) => (await stepFunctions()).handle(request) },
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

/** Clients are shown, and ask by, times that never lie in their future. */
function inRealTime<One extends AwsJsonOperation<OperationContext>>(
  operations: Readonly<Record<string, One>>,
): Readonly<Record<string, One>> {
  const seen = ([name, operation]: [string, One]): [string, One] => {
    let times: { readonly asked: RealTimes; readonly answered: RealTimes } | undefined;
    const timesOf = () => {
      const [, , , , input, output] = operation.schema;
      times ??= { asked: new RealTimes(input), answered: new RealTimes(output) };
      return times;
    };
    const handle = async (input: never, context: OperationContext) => {
      const { clock } = context.state;
      if (clock.isReal) return operation.handle(input, context);
      const { asked, answered } = timesOf();
      return answered.seen(await operation.handle(asked.lived(input, clock) as never, context), clock);
    };
    return [name, { ...operation, handle }];
  };
  return Object.fromEntries(Object.entries(operations).map(seen));
}

const requestFor = (
  caller: Caller,
  { operation, input }: Pick<ServiceCall, 'operation' | 'input'>,
): ServiceRequest => ({
  caller,
  requestId: randomUUID(),
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `SageMaker.${operation}` },
  body: Buffer.from(JSON.stringify(input)),
});

function answerOf({ error }: CallRecord, body: ServiceResponse['body']): ServiceAnswer {
  if (error) return { error };
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  return { output: text === '' ? {} : JSON.parse(text) };
}

const KNOWN = new KnownOperations('sagemaker');

const ERRORS = [ConflictException$, ResourceInUse$, ResourceLimitExceeded$, ResourceNotFound$];
