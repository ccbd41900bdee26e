import type { StaticOperationSchema } from '@smithy/types';
import type { Caller } from './service.ts';

/**
 * The Query protocols: a form goes in, XML comes out. Both ends are walked along the SDK's own schemas.
 * `ec2` is EC2's variety (flat lists, its own names), `aws` the one that STS speaks.
 */
export type QueryFlavour = 'ec2' | 'aws';

/** One operation: its schema, from which the wire format follows, and what it does. */
export interface QueryOperation<Context> {
  readonly schema: StaticOperationSchema;
  /** Gets an input of the schema's types with its required members. Throws `ServiceError`. */
  handle(input: never, context: Context): unknown;
  /** What the journal keeps of an output. Default: all of it. */
  journal?(output: never): unknown;
}

export interface QueryServiceOptions<Context> {
  /** The name in the credential scope. */
  readonly name: string;
  /** The name people know it by: `EC2`. */
  readonly title: string;
  readonly flavour: QueryFlavour;
  readonly xmlNamespace: string;
  readonly operations: readonly QueryOperation<Context>[];
  /** Whether the service itself has an operation of this name, answered here or not. */
  readonly knows: (operation: string) => boolean;
  /** The engine that answers what is not answered here. */
  readonly otherEngine: string;
  readonly context: (caller: Caller) => Context;
}
