import { XmlCodec } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema, StaticStructureSchema } from '@smithy/types';
import { legalXml } from './printable.ts';
import type { QueryServiceOptions } from './query-options.ts';
import type { ServiceError } from './service.ts';

type Wire = Pick<QueryServiceOptions<unknown>, 'flavour' | 'xmlNamespace'>;

/** Schemas of the envelopes; the SDK has none, for its clients take them off themselves. */
const METADATA: StaticStructureSchema = [3, 'train-encrypt', 'ResponseMetadata', 0, ['RequestId'], [0]];
const ERROR: StaticStructureSchema = [3, 'train-encrypt', 'Error', 0, ['Type', 'Code', 'Message'], [0, 0, 0]];
const ERRORS: StaticStructureSchema = [3, 'train-encrypt', 'Errors', 0, ['Error'], [ERROR]];
const EC2_ERROR: StaticStructureSchema = [3, 'train-encrypt', 'Response', 0, ['Errors', 'RequestID'], [ERRORS, 0]];
const AWS_ERROR: StaticStructureSchema = [3, 'train-encrypt', 'ErrorResponse', 0, ['Error', 'RequestId'], [ERROR, 0]];

/** The answer of an operation, in its envelope. */
export function writeOutput(
  options: Wire,
  [, namespace, name, , , output]: StaticOperationSchema,
  value: unknown,
  requestId: string,
): string {
  const envelope = `${name}Response`;
  const ns = NormalizedSchema.of(output);
  if (options.flavour === 'aws') {
    // An operation without output answers with its metadata alone.
    const result: Record<string, unknown> = ns.isUnitSchema() ? {} : { [`${name}Result`]: value };
    const names = [...Object.keys(result), 'ResponseMetadata'];
    const members = [...Object.keys(result).map(() => output), METADATA];
    const schema: StaticStructureSchema = [3, namespace, envelope, 0, names, members];
    return writeXml(schema, { ...result, ResponseMetadata: { RequestId: requestId } }, options.xmlNamespace);
  }
  const [, , , , names, members] = (ns.isStructSchema()
    ? ns.getSchema()
    : [0, 0, 0, 0, [], []]) as unknown as StaticStructureSchema;
  const schema: StaticStructureSchema = [3, namespace, envelope, 0, ['requestId', ...names], [0, ...members]];
  return writeXml(schema, { ...(value as object), requestId }, options.xmlNamespace);
}

/** An error, in its envelope. */
export function writeError(options: Wire, error: ServiceError, requestId: string): string {
  const { code: Code, message: Message } = error;
  if (options.flavour === 'ec2') {
    return writeXml(EC2_ERROR, { Errors: { Error: { Code, Message } }, RequestID: requestId });
  }
  const Type = error.status < 500 ? 'Sender' : 'Receiver';
  return writeXml(AWS_ERROR, { Error: { Type, Code, Message }, RequestId: requestId }, options.xmlNamespace);
}

function writeXml(schema: StaticStructureSchema, value: unknown, xmlNamespace?: string): string {
  const serializer = new XmlCodec({
    xmlNamespace: xmlNamespace ?? '',
    serviceNamespace: schema[1],
    timestampFormat: { useTrait: true, default: 5 },
  }).createSerializer();
  serializer.write(schema, value);
  const xml = legalXml(String(serializer.flush()));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;
}
