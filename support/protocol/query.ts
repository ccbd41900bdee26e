import { printable } from './printable.ts';
import { readAction, readParameters } from './query-form.ts';
import type { QueryServiceOptions } from './query-options.ts';
import { writeError, writeOutput } from './query-xml.ts';
import { type CallRecord, type Service, ServiceError, type ServiceRequest } from './service.ts';

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
        call = { operation: action, input, output: operation.journal ? operation.journal(output as never) : output };
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
