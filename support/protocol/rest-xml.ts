import type { StaticOperationSchema } from '@smithy/types';
import { bindInput } from './rest-xml-input.ts';
import { bindOutput, writeRestXmlError } from './rest-xml-output.ts';
import { type Address, httpOf, matchOperation } from './rest-xml-routes.ts';
import { type Caller, type CallRecord, type Service, ServiceError, type ServiceRequest } from './service.ts';

/**
 * The REST-XML protocol, from the service's side: https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html.
 * Which operation a request is for, its input and its answer all follow from the SDK's schemas.
 */

/** One operation: its schema, from which the wire format follows, and what it does. */
export interface RestXmlOperation<Context> {
  readonly schema: StaticOperationSchema;
  /** The members of the input that make a difference here. A request that gives another one is answered with 501. */
  readonly members: readonly string[];
  /** Gets an input of the schema's types with its required members. Throws `ServiceError`. */
  handle(input: never, context: Context): unknown;
  /** HTTP status of an output. Default: the schema's. */
  status?(output: never): number;
}

export interface RestXmlServiceOptions<Context> {
  /** The name in the credential scope. */
  readonly name: string;
  /** The name people know it by: `S3`. */
  readonly title: string;
  readonly xmlNamespace: string;
  readonly operations: readonly RestXmlOperation<Context>[];
  /** Every operation that the service itself has, to name what is not answered here. */
  readonly all: readonly StaticOperationSchema[];
  /** The engine that answers what is not answered here. */
  readonly otherEngine: string;
  /** Takes a request's address apart into labels and path. Throws `ServiceError`. */
  readonly address: (request: ServiceRequest) => Address;
  /** Takes off what lies around a body, so that its headers and bytes are those that the operation is about. */
  readonly unwrap: (request: ServiceRequest) => ServiceRequest;
  readonly context: (caller: Caller) => Context;
}

export function createRestXmlService<Context>(options: RestXmlServiceOptions<Context>): Service {
  const operations = new Map(options.operations.map((operation) => [operation.schema[2], operation]));
  return {
    name: options.name,
    async handle(request) {
      let call: CallRecord = {};
      try {
        const address = options.address(request);
        const schema = matchOperation(options.all, request, address);
        const name = schema[2];
        call = { operation: name };
        const operation = operations.get(name);
        if (operation === undefined) throw notAnswered(options, name);
        const input = bindInput(schema[4], options.unwrap(request), address);
        call = { operation: name, input: briefly(input) };
        const unheeded = Object.keys(input).find((member) => !operation.members.includes(member));
        if (unheeded !== undefined) throw notAnswered(options, `${name} with ${unheeded}`);
        const output = await operation.handle(input as never, options.context(request.caller));
        call = { ...call, output: briefly(output ?? {}) };
        const { headers, body } = bindOutput(options.xmlNamespace, schema[5], output ?? {});
        const status = operation.status?.(output as never) ?? httpOf(schema)[2];
        return { status, headers: { ...identified(request), ...headers }, body, call };
      } catch (error) {
        const fault = error instanceof ServiceError ? error : ownFault(options, error);
        const { code, message, status } = fault;
        const { headers, body } = writeRestXmlError(fault, request);
        return {
          status,
          headers: { ...identified(request), ...headers },
          body,
          call: { ...call, error: { code, message } },
        };
      }
    },
  };
}

function notAnswered(
  { title, otherEngine }: Pick<RestXmlServiceOptions<never>, 'title' | 'otherEngine'>,
  what: string,
) {
  const text = `train-encrypt: ${title} ${what} is not answered by the embedded engine. ${otherEngine} would answer it: choose that engine.`;
  return new ServiceError('NotImplemented', text, 501);
}

function ownFault({ title }: Pick<RestXmlServiceOptions<never>, 'title'>, error: unknown): ServiceError {
  const text = error instanceof Error ? error.message : String(error);
  return new ServiceError('InternalError', `train-encrypt: a fault of the embedded ${title}: ${text}`, 500);
}

/** For the journal, which has the size of an object in place of its content. */
function briefly(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      member instanceof Uint8Array ? `${member.byteLength} bytes` : member,
    ]),
  );
}

const identified = ({ requestId }: ServiceRequest) => ({ 'x-amz-request-id': requestId, 'x-amz-id-2': requestId });
