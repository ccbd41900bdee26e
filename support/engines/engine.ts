import type { ServiceRequest, ServiceResponse } from '../protocol/service.ts';

/** Names that `--engine` takes. */
export type EngineName = 'embedded';

/**
 * What answers EC2 and its neighbours (STS …) behind the gateway. The stub reads networks only through this, with the
 * EC2 client, so every engine is equally real to it.
 */
export interface Engine extends AsyncDisposable {
  readonly name: EngineName;
  /** What answers, and its version, for people: `embedded EC2 0.1.0`. */
  readonly description: string;
  /** The services it answers, as named in a credential scope. */
  readonly services: readonly string[];
  /** Answers a request for one of `services`. Never rejects. */
  handle(service: string, request: ServiceRequest): Promise<ServiceResponse>;
}
