import { createSts } from '../ec2/caller-identity.ts';
import { createEc2 } from '../ec2/index.ts';
import { version } from '../package.ts';
import type { Engine } from './engine.ts';

/** EC2 and as much of STS as is needed, inside this process: nothing to install, nothing to clean up. */
export function createEmbeddedEngine(): Engine {
  const services = new Map([createEc2(), createSts()].map((service) => [service.name, service]));
  return {
    name: 'embedded',
    description: `embedded EC2 ${version}`,
    services: [...services.keys()],
    async handle(name, request) {
      const service = services.get(name);
      if (service !== undefined) return service.handle(request);
      const message = `train-encrypt: the embedded engine does not answer ${name}. LocalStack would: choose that engine.`;
      return {
        status: 501,
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-amzn-requestid': request.requestId },
        body: message,
        call: { error: { code: 'NotImplemented', message } },
      };
    },
    async [Symbol.asyncDispose]() {},
  };
}
