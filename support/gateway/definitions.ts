/**
 * Calls that define jobs for another day: pipelines and state machines. Nothing of them is simulated; they are taken in,
 * so that a client that defines them can go on, and their jobs can be judged from the journal.
 */

import type { Caller, ServiceResponse } from '../protocol/service.ts';
import { partition } from '../sagemaker/arn.ts';
import { type Envelope, operationOf, refusal } from './refusal.ts';

type Input = Readonly<Record<string, unknown>>;
/** The output; `undefined` for an input that names nothing. */
type Answer = (input: Input, caller: Caller) => Input | undefined;

const pipeline: Answer = ({ PipelineName: name }, caller) =>
  typeof name === 'string' ? { PipelineArn: arn(caller, 'sagemaker', `pipeline/${name.toLowerCase()}`) } : undefined;

const ANSWERS: Readonly<Record<string, Answer>> = {
  'sagemaker CreatePipeline': pipeline,
  'sagemaker UpdatePipeline': pipeline,
  'states CreateStateMachine': ({ name }, caller) =>
    typeof name === 'string'
      ? { stateMachineArn: arn(caller, 'states', `stateMachine:${name}`), creationDate: Date.now() / 1000 }
      : undefined,
  'states UpdateStateMachine': ({ stateMachineArn }) =>
    typeof stateMachineArn === 'string' ? { updateDate: Date.now() / 1000 } : undefined,
};

/** The names of pipelines that exist, by account and region. */
export class DefinedNames {
  readonly #names = new Set<string>();

  /** Whether the name was free, and is taken from now on. */
  take({ account, region }: Caller, name: string): boolean {
    const key = `${account} ${region} ${name}`;
    if (this.#names.has(key)) return false;
    this.#names.add(key);
    return true;
  }

  /** Those of one account, or all. */
  forget(account?: string): void {
    for (const key of this.#names) if (account === undefined || key.startsWith(`${account} `)) this.#names.delete(key);
  }
}

/** The answer to a call that defines jobs; `undefined` for all others, and for one that cannot be read. */
export function takenIn(request: Envelope, caller: Caller, names: DefinedNames): ServiceResponse | undefined {
  const operation = operationOf(request);
  const answer = ANSWERS[`${request.service} ${operation}`];
  const input = answer && parse(request.body);
  const output = input && answer(input, caller);
  if (operation === undefined || output === undefined) return undefined;
  const name = input?.PipelineName;
  if (operation === 'CreatePipeline' && typeof name === 'string' && !names.take(caller, name)) {
    // Clients update what exists when they read this phrase, as the SageMaker SDK's upsert does.
    const text = `Pipeline names must be unique within an AWS account and region, and ${name} exists already. Update it instead.`;
    return refusal(request, 400, 'ValidationException', text);
  }
  const type = request.headers['content-type'] ?? 'application/x-amz-json-1.1';
  return {
    status: 200,
    headers: { 'content-type': type, 'x-amzn-requestid': request.requestId },
    body: JSON.stringify(output),
    call: { operation, output },
  };
}

const arn = ({ region, account }: Caller, service: string, resource: string): string =>
  `arn:${partition(region)}:${service}:${region}:${account}:${resource}`;

function parse(body: Uint8Array): Input | undefined {
  try {
    const input: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof input === 'object' && input !== null ? (input as Input) : undefined;
  } catch {
    return undefined;
  }
}
