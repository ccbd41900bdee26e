import type { Engine } from '../engines/engine.ts';
import type { CallRecord, Caller, Service } from '../protocol/service.ts';

/** One call, as the gateway saw it. Never holds credentials or signatures. */
export interface JournalEntry extends CallRecord {
  /** Counts from 1 over the life of the gateway. */
  readonly sequence: number;
  /** When it arrived, ISO 8601, by the machine's clock. */
  readonly time: string;
  readonly durationMs: number;
  readonly caller: Caller;
  readonly service: string;
  /** HTTP status of the answer. */
  readonly status: number;
}

export interface Journal {
  /** In order of arrival; at most the newest `capacity` entries (10,000) are kept. */
  entries(account?: string): readonly JournalEntry[];
}

export interface GatewayOptions {
  /** Services that answer here, such as the SageMaker stub. */
  readonly services: readonly Service[];
  /** What answers EC2 and its neighbours. */
  readonly engine: Engine;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** What `GET /_train-encrypt/health` tells beside engine and versions. */
  readonly health: () => Readonly<Record<string, unknown>>;
}

/** The one endpoint that clients see. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  readonly journal: Journal;
}

export declare function startGateway(options: GatewayOptions): Promise<Gateway>;
