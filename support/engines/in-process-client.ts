import { EC2Client, type EC2ClientConfig, EC2ServiceException } from '@aws-sdk/client-ec2';
import { ServiceError } from '../protocol/service.ts';

/** What answers an operation by its name. */
export type Call = (operation: string, input: object) => object;

/** A command of the SDK, as far as it is looked at here. Its schema is that of its operation, named in the third place. */
interface Command {
  readonly input: object;
  readonly schema?: readonly [unknown, unknown, string, ...unknown[]];
}

/**
 * An EC2 client for what answers in this process: commands go in and answers come out as they do through the wire format,
 * without the work of writing and reading it, and of the SDK's own middleware.
 */
export class InProcessClient extends EC2Client {
  /** @param call throws `ServiceError` for what EC2 refuses */
  constructor(settings: EC2ClientConfig, call: Call) {
    super(settings);
    const send = async ({ input, schema }: Command): Promise<object> => {
      if (schema === undefined) throw new TypeError('train-encrypt: a command of the EC2 client has no schema');
      try {
        return { $metadata: { httpStatusCode: 200 }, ...call(schema[2], written(input) as object) };
      } catch (error) {
        throw error instanceof ServiceError ? asClientsSeeIt(error) : error;
      }
    };
    this.send = send as unknown as EC2Client['send'];
  }
}

/** What is not given, and a list of nothing, is not written on the wire. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(written);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value ?? undefined;
  const members = Object.entries(value).map(([name, member]) => [name, written(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function asClientsSeeIt({ code, message, status }: ServiceError): EC2ServiceException {
  return new EC2ServiceException({
    name: code,
    message,
    $fault: status < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode: status },
  });
}
