import type { StaticOperationSchema } from '@smithy/types';
import { printable } from './printable.ts';
import { readAction, readParameters } from './query-form.ts';
import { writeError, writeOutput } from './query-xml.ts';
import { type Caller, type CallRecord, type Service, ServiceError, type ServiceRequest } from './service.ts';

/**
 * The Query protocols: a form goes in, XML comes out. Both ends are walked along the SDK's own schemas.
 * `ec2` is EC2's variety (flat lists, its own names), `aws` the one that STS speaks.
 */
export type QueryFlavour = 'ec2' | 'aws';

/** One operation: its schema, from which the wire format follows, and what it does. */
export interface QueryOperation<Context> {
  readonly schema: StaticOperationSchema;
  /** Gets an input of the schema's types with its required members. Throws `ServiceError`. */
  handle(input: never, context: Context): unknown;
}

export interface QueryServiceOptions<Context> {
  /** The name in the credential scope. */
  readonly name: string;
  /** The name people know it by: `EC2`. */
  readonly title: string;
  readonly flavour: QueryFlavour;
  readonly xmlNamespace: string;
  readonly operations: readonly QueryOperation<Context>[];
  /** Whether the service itself has an operation of this name, answered here or not. */
  readonly knows: (operation: string) => boolean;
  /** The engine that answers what is not answered here. */
  readonly otherEngine: string;
  readonly context: (caller: Caller) => Context;
}

export function createQueryService<Context>(options: QueryServiceOptions<Context>): Service {
  const operations = new Map(options.operations.map((operation) => [operation.schema[2], operation]));
  return {
    name: options.name,
    async handle(request) {
      let call: CallRecord = {};
      try {
        const { action, root } = readAction(request);
        call = { operation: action };
        const operation = operations.get(action);
        if (operation === undefined) throw unanswered(options, action);
        const input = readParameters(operation.schema[4], root, options.flavour);
        call = { operation: action, input };
        const output = await operation.handle(input as never, options.context(request.caller));
        call = { operation: action, input, output };
        return xmlResponse(200, writeOutput(options, operation.schema, output, request.requestId), request, call);
      } catch (error) {
        const fault = error instanceof ServiceError ? error : internalError(error);
        const { code, message } = fault;
        const { output: _, ...understood } = call;
        const body = writeError(options, fault, request.requestId);
        return xmlResponse(fault.status, body, request, { ...understood, error: { code, message } });
      }
    },
  };
}

function unanswered(
  options: Pick<QueryServiceOptions<unknown>, 'title' | 'knows' | 'otherEngine'>,
  action: string,
): ServiceError {
  if (!options.knows(action)) {
    return new ServiceError('InvalidAction', `The action ${printable(action)} is not valid for this web service.`);
  }
  return new ServiceError(
    'NotImplemented',
    `train-encrypt: ${options.title} ${action} is not answered by the embedded engine. ${options.otherEngine} would answer it: choose that engine.`,
    501,
  );
}

function internalError(error: unknown): ServiceError {
  const text = error instanceof Error ? error.message : String(error);
  return new ServiceError('InternalError', `train-encrypt: a fault of the embedded engine: ${text}`, 500);
}

function xmlResponse(status: number, body: string, { requestId }: ServiceRequest, call: CallRecord) {
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body,
    call,
  };
}
