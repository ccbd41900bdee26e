/**
 * The AwsJson protocol, 1.0 and 1.1, from the service's side: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html.
 * Inputs are read and outputs written by the SDK's codec from the SDK's schemas.
 */

import { JsonCodec } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef, StaticErrorSchema, StaticOperationSchema } from '@smithy/types';
import { parseJsonBody } from './json-body.ts';
import { conform } from './json-types.ts';
import { lazily } from './lazily.ts';
import { type CallRecord, type Service, ServiceError, type ServiceRequest, type ServiceResponse } from './service.ts';

const contentType = (version: AwsJsonVersion = '1.1'): string => `application/x-amz-json-${version}`;

/** The two differ in nothing but their media type and the names of error types, which SDKs read either way. */
export type AwsJsonVersion = '1.0' | '1.1';

/** As the SDK's own AwsJson protocol sets it: timestamps are seconds since the epoch unless a member says otherwise. */
const codec = new JsonCodec({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });

/** What an operation is to the protocol. `handle` throws `ServiceError`; anything else it throws is our own fault. */
export interface AwsJsonOperation<Context> {
  readonly schema: StaticOperationSchema;
  readonly handle: (input: never, context: Context) => unknown;
}

export interface AwsJsonOptions<Context> {
  /** The name in the credential scope: `sagemaker`. */
  readonly name: string;
  /** What stands before the dot in `X-Amz-Target`: `SageMaker`. */
  readonly target: string;
  /** Default 1.1. */
  readonly version?: AwsJsonVersion;
  /** The operations that answer here, by name. */
  readonly operations: Readonly<Record<string, AwsJsonOperation<Context>>>;
  /** Whether the real service has an operation of that name; one that is not among `operations` answers 501. */
  readonly exists: (operation: string) => boolean;
  /** The service's modelled errors: they name their text `Message`, all others `message`. */
  readonly errors?: readonly StaticErrorSchema[];
  /** Throws `ServiceError` when an input of the right types breaks a constraint. */
  readonly validate: (operation: string, input: unknown) => void;
  /** What an operation works with beside its input. */
  readonly context: (request: ServiceRequest, operation: string, input: object) => Context;
  /** Where our own faults are reported, with their stack. Default: standard error. */
  readonly log?: (text: string) => void;
}

/** A service that speaks AwsJson. */
export function createAwsJsonService<Context>(options: AwsJsonOptions<Context>): Service {
  return {
    name: options.name,
    async handle(request) {
      const call: Writable<CallRecord> = {};
      try {
        return respond(options.version, request, call, 200, await answer(options, request, call));
      } catch (error) {
        return refuse(options, request, call, error);
      }
    },
  };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Fills `call` on the way, so that the journal has what was understood before something failed. */
async function answer<Context>(
  options: AwsJsonOptions<Context>,
  request: ServiceRequest,
  call: Writable<CallRecord>,
): Promise<string> {
  const name = operationName(options, request);
  call.operation = name;
  const operation = find(options, name);
  const [, , , , inputSchema, outputSchema] = operation.schema;
  const input = decode(inputSchema, conform(inputSchema, parseJsonBody(request.body)));
  call.input = input;
  options.validate(name, input);
  const body = encode(
    outputSchema,
    await operation.handle(input as never, options.context(request, name, input as object)),
  );
  // Read back from the wire, if anybody looks: what an operation returned may be part of its state and change later.
  if (body) lazily(call, 'output', () => decode(outputSchema, JSON.parse(body)));
  return body;
}

function operationName(
  { target, version }: Pick<AwsJsonOptions<never>, 'target' | 'version'>,
  request: ServiceRequest,
): string {
  if (request.method !== 'POST') {
    throw new ServiceError('UnknownOperationException', `${request.method} is not allowed here: send POST`, 405);
  }
  const [prefix, name, ...rest] = (request.headers['x-amz-target'] ?? '').split('.');
  if (prefix !== target || !name || rest.length > 0) {
    throw new ServiceError('UnknownOperationException', `The header X-Amz-Target must be ${target}.<operation>`);
  }
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== contentType(version)) {
    const text = `The header Content-Type must be ${contentType(version)}`;
    throw new ServiceError('UnsupportedMediaTypeException', text, 415);
  }
  return name;
}

function find<Context>(options: AwsJsonOptions<Context>, name: string): AwsJsonOperation<Context> {
  const operation = Object.hasOwn(options.operations, name) ? options.operations[name] : undefined;
  if (operation) return operation;
  if (!options.exists(name)) {
    throw new ServiceError('UnknownOperationException', `${options.target} has no operation ${name.slice(0, 128)}`);
  }
  const text = `train-encrypt: ${name} of ${options.name} is not simulated. Only the real service answers it.`;
  throw new ServiceError('NotImplemented', text, 501);
}

function decode(schema: SchemaRef, value: unknown): unknown {
  return codec.createDeserializer().readObject(schema as never, value as never);
}

/** An operation without output answers with an empty body. */
function encode(schema: SchemaRef, output: unknown): string {
  if (NormalizedSchema.of(schema).isUnitSchema()) return '';
  const serializer = codec.createSerializer();
  serializer.write(schema as never, output ?? {});
  return String(serializer.flush());
}

function refuse<Context>(
  options: AwsJsonOptions<Context>,
  request: ServiceRequest,
  call: Writable<CallRecord>,
  thrown: unknown,
): ServiceResponse {
  const error = thrown instanceof ServiceError ? thrown : ownFault(options, call, thrown);
  call.error ??= { code: error.code, message: error.message };
  const member = messageMember(options.errors ?? [], error.code);
  const body = JSON.stringify({ __type: error.code, [member]: error.message, ...error.details });
  return respond(options.version, request, call, error.status, body);
}

/** The client learns that it was not to blame; what went wrong goes to the log and the journal. */
function ownFault<Context>(options: AwsJsonOptions<Context>, call: Writable<CallRecord>, thrown: unknown) {
  const { message, stack } = thrown instanceof Error ? thrown : { message: String(thrown), stack: undefined };
  const log = options.log ?? ((text: string) => void process.stderr.write(text));
  log(`train-encrypt: ${options.name} failed to answer ${call.operation ?? 'a request'}: ${stack ?? message}\n`);
  call.error = { code: 'InternalFailure', message };
  return new ServiceError('InternalFailure', 'train-encrypt: the stub itself failed; its log says how.', 500);
}

/** SDKs read either name, but not each of them does so where the error is modelled. */
function messageMember(errors: readonly StaticErrorSchema[], code: string): string {
  const members = errors.find(([, , name]) => name === code)?.[4];
  return members?.find((member) => member.toLowerCase() === 'message') ?? 'message';
}

function respond(
  version: AwsJsonVersion | undefined,
  request: ServiceRequest,
  call: CallRecord,
  status: number,
  body: string,
): ServiceResponse {
  const headers = { 'content-type': contentType(version), 'x-amzn-requestid': request.requestId };
  return { status, headers, body, call };
}
