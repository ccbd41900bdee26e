import { createSts } from '../ec2/caller-identity.ts';
import { createEc2 } from '../ec2/index.ts';
import { NEIGHBOURS, type Neighbourhood } from '../neighbours/index.ts';
import { version } from '../package.ts';
import type { Service } from '../protocol/service.ts';
import type { Engine } from './engine.ts';

/**
 * EC2, and as much of its neighbours as is needed, inside this process: nothing to install, nothing to clean up.
 * @param beside without it there are no logs of jobs
 */
export function createEmbeddedEngine(beside?: Neighbourhood): Engine {
  const ec2 = createEc2();
  const ready = [ec2, createSts()];
  const services = new Map<string, Promise<Service>>(ready.map((service) => [service.name, Promise.resolve(service)]));
  const later = Object.keys(NEIGHBOURS).filter((name) => name !== 'logs' || beside !== undefined);
  const names = [...services.keys(), ...later];
  return {
    name: 'embedded',
    description: `embedded EC2 ${version}`,
    services: names,
    async handle(name, request) {
      const service = services.get(name) ?? (names.includes(name) ? load(name) : undefined);
      if (service !== undefined) return (await service).handle(request);
      const message = `train-encrypt: the embedded engine does not answer ${name}. LocalStack would: choose that engine.`;
      return {
        status: 501,
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-amzn-requestid': request.requestId },
        body: message,
        call: { error: { code: 'NotImplemented', message } },
      };
    },
    callEc2: (caller, operation, input) => ec2.call(caller, operation, input),
    networkState: (caller, subnets) => ec2.networkState(caller, subnets),
    async reset(account) {
      for (const service of services.values()) await (await service).reset?.(account);
    },
    async [Symbol.asyncDispose]() {},
  };

  function load(name: string): Promise<Service> | undefined {
    const service = NEIGHBOURS[name]?.(beside as Neighbourhood);
    if (service !== undefined) services.set(name, service);
    return service;
  }
}
