/** A request as it goes over the wire. */
export interface WireRequest {
  /** The service that it was recorded from, as in a credential scope. */
  readonly service: string;
  /** The operation that it was recorded from, for people. */
  readonly operation: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Without `content-length`, which the sender adds. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A request after something was done to it. */
export interface MutatedRequest extends WireRequest {
  /** What was done to it, for people. */
  readonly mutations: readonly string[];
  /** Method, path and headers are as recorded, so the service's own form of an answer can be expected. */
  readonly sameHead: boolean;
  /** Sent as these bytes instead: what no HTTP client would send. */
  readonly raw?: Buffer;
}

/** What came back. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly milliseconds: number;
}

export const isJson = ({ headers }: WireRequest): boolean => headers['x-amz-target'] !== undefined;
