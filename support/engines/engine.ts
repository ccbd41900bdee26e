import type { Failure } from '../failure.ts';
import type { Caller, ServiceRequest, ServiceResponse } from '../protocol/service.ts';

/**
 * Names of the available engines. `--engine auto` is one of the first two.
 * @example
 * ```ts
 * import type { EngineName } from 'train-encrypt';
 *
 * const engines: readonly EngineName[] = ['embedded', 'localstack'];
 * ```
 */
export type EngineName = 'embedded' | 'localstack' | 'endpoint';

/** The emulators whose defects are known here; `other` is taken as it is. */
export type UpstreamKind = 'localstack' | 'moto' | 'ministack' | 'other';

/**
 * What answers EC2 and its neighbours (STS …) behind the gateway. The stub reads networks only through this, with the
 * EC2 client, so every engine is equally real to it.
 * @example
 * ```ts
 * import { startHarness } from 'train-encrypt';
 *
 * await using harness = await startHarness({ engine: 'embedded' });
 * console.log(harness.engine.description);
 * ```
 */
export interface Engine extends AsyncDisposable {
  readonly name: EngineName;
  /** What answers, and its version, for people: `embedded EC2 0.1.0`. */
  readonly description: string;
  /** The services it answers, as named in a credential scope. Those with an `upstream` are asked for any other too. */
  readonly services: readonly string[];
  /** Answers a request for one of `services`. Never rejects. */
  handle(service: string, request: ServiceRequest): Promise<ServiceResponse>;
  /** Forgets all that it keeps for an account, or for all of them; absent where that is beyond it. */
  reset?(account?: string): Promise<void>;
  /** Where requests of any size are streamed to; absent where everything is answered in this process. */
  readonly upstream?: Upstream;
  /** How another thread or process reaches the same engine; absent where it lives in this process alone. */
  readonly reference?: EngineReference;
  /** Resolves when what answers has gone during the run, to what to tell people (exit code 3). Never at an orderly end. */
  readonly gone?: Promise<Failure>;
}

/** A server behind the gateway, as far as the gateway needs to know it. */
export interface Upstream {
  /** Scheme, host and port. */
  readonly url: URL;
  /** What it needs beside the client's own headers to know whose account a request is for. */
  accountHeaders(caller: Caller): Readonly<Record<string, string>>;
  /** Receives that the engine cannot be reached. Resolves to the error text for the client. */
  lost(error: Error): Promise<string>;
}

/**
 * An engine that was started once for several threads or processes. Survives JSON.
 * @example
 * ```ts
 * import type { EngineReference } from 'train-encrypt';
 *
 * const moto: EngineReference = {
 *   name: 'endpoint',
 *   url: 'http://127.0.0.1:5000',
 *   kind: 'moto',
 *   description: 'moto_server 5.2.5',
 * };
 * ```
 */
export interface EngineReference {
  readonly name: Exclude<EngineName, 'embedded'>;
  /** Scheme, host and port. */
  readonly url: string;
  readonly kind: UpstreamKind;
  readonly description: string;
}
