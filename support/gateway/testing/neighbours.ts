import type { Service } from '../../protocol/service.ts';
import { type Gateway, startGateway } from '../index.ts';
import { echoEngine } from './fakes.ts';

/** For tests: one service behind the real endpoint, on this machine only. */
export function serveAlone(service: Service): Promise<Gateway> {
  return startGateway({ services: [service], engine: echoEngine(), health: () => ({}) });
}

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';

/** For tests: what an SDK's client is configured with. Every error is seen at once. */
export function configuration(url: string, account = ACCOUNT, region = REGION) {
  return { endpoint: url, region, credentials: { accessKeyId: account, secretAccessKey: 'none' }, maxAttempts: 1 };
}
