import type { Engine } from '../../engines/engine.ts';
import type { Service, ServiceRequest, ServiceResponse } from '../../protocol/service.ts';

/** For tests: answers everything with what it was given, and remembers it. */
export function echo(name: string, answer: (request: ServiceRequest) => Promise<void> | void = () => {}) {
  const requests: ServiceRequest[] = [];
  const service: Service = {
    name,
    handle: async (request): Promise<ServiceResponse> => {
      requests.push(request);
      await answer(request);
      const body = JSON.stringify({ from: name, caller: request.caller, text: Buffer.from(request.body).toString() });
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': request.requestId },
        body,
        call: { operation: 'Echo', input: Buffer.from(request.body).toString() },
      };
    },
  };
  return { service, requests };
}

/** For tests: an engine of echoes. */
export function echoEngine(...names: string[]): Engine {
  const services = new Map(names.map((name) => [name, echo(name).service]));
  return {
    name: 'embedded',
    description: 'echoes',
    services: names,
    handle: async (name, request) => (services.get(name) as Service).handle(request),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** For tests: headers signed as an SDK would, but for the signature. */
export function signed(service: string, { account = '123456789012', region = 'eu-central-1' } = {}) {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${account}/20261123/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0123abcd`,
  };
}
