/**
 * What the gateway passes to a service that answers inside this process (the SageMaker stub, the embedded EC2), and
 * what it gets back. Everything about HTTP, sockets and routing stays in `support/gateway`.
 */

/** Who calls, and from where: read from the credential scope of the request's signature. */
export interface Caller {
  /** 12 digits. An access key id of 12 digits is the account, one that STS issued here says its
   * account, and any other key belongs to account 000000000000. */
  readonly account: string;
  /** For example `eu-central-1`. */
  readonly region: string;
  /** The access key id, where it is that of a session of an assumed role. */
  readonly sessionKey?: string;
}

export interface ServiceRequest {
  readonly caller: Caller;
  /** A UUID, answered as `x-amzn-RequestId` or inside the XML. */
  readonly requestId: string;
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface ServiceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** What was understood of the call, for the journal. Never holds credentials. */
  readonly call: CallRecord;
}

/** One call as the journal keeps it. `operation` is absent when the request did not get as far as naming one. */
export interface CallRecord {
  readonly operation?: string;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** A service that answers inside this process. `handle` never rejects: faults become the protocol's own errors. */
export interface Service {
  /** The name in the credential scope: `sagemaker`, `ec2`, `sts`. */
  readonly name: string;
  handle(request: ServiceRequest): Promise<ServiceResponse>;
  /** Forgets all that it keeps for an account, or for all of them. Absent where nothing is kept. */
  reset?(account?: string): Promise<void> | void;
}

/**
 * An error that a service answers with: its code, status and text as they go over the wire.
 * Operations throw it; the protocol layer writes it down.
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly status: number;
  /** Further members of the error's shape, for example `ResourceArn`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}
