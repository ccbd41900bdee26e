import * as sdk from '@aws-sdk/client-ec2';
import { XmlCodec } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { readAction, readParameters } from '../../protocol/query-form.ts';
import type { QueryFlavour } from '../../protocol/query-options.ts';
import { writeError, writeOutput } from '../../protocol/query-xml.ts';
import type { ServiceError, ServiceRequest } from '../../protocol/service.ts';

/** What a request asks of EC2, as far as it can be read. */
export interface Ec2Call {
  readonly operation?: string;
  readonly schema?: StaticOperationSchema;
  /** All parameters, `Action` and `Version` too. */
  readonly form: URLSearchParams;
  readonly input?: unknown;
}

export interface Ec2Error {
  readonly code: string;
  readonly message: string;
}

const WIRE = { flavour: 'ec2', xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/' } as const;

/** Never throws: what cannot be read is for the upstream to refuse. */
export function readCall(request: ServiceRequest): Ec2Call {
  const { method, path, body } = request;
  const query = path.includes('?') ? path.slice(path.indexOf('?') + 1) : '';
  const form = new URLSearchParams(method === 'POST' && body.length > 0 ? Buffer.from(body).toString() : query);
  const operation = form.get('Action') ?? '';
  if (!/^\w{1,128}$/.test(operation)) return { form };
  const schema = schemaOf(operation);
  if (schema === undefined) return { form, operation };
  try {
    return {
      form,
      operation,
      schema,
      input: redacted(schema[4], readParameters(schema[4], readAction(request).root, 'ec2')),
    };
  } catch {
    return { form, operation, schema };
  }
}

/** The output in the SDK's types; undefined when the document is not the answer of this operation. */
export function readOutput({ schema }: Ec2Call, body: Buffer): object | undefined {
  if (schema === undefined || !/<\w+Response[\s>/]/.test(body.subarray(0, 500).toString())) return undefined;
  const ns = NormalizedSchema.of(schema[5]);
  if (!ns.isStructSchema()) return {};
  try {
    const output: unknown = deserializer(schema).read(ns, body);
    return typeof output === 'object' && output !== null ? output : {};
  } catch {
    return undefined;
  }
}

/** Code and text of an error document of EC2 or its like; undefined when the answer is none. */
export function readError(body: Buffer): Ec2Error | undefined {
  const text = body.toString();
  const code = /<Error>[\s\S]*?<Code>([^<]+)<\/Code>/.exec(text)?.[1];
  const message = /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? '';
  return code === undefined ? undefined : { code, message: unescapeXml(message) };
}

/** An answer of this operation, in its envelope. */
export function outputXml(schema: StaticOperationSchema, output: object, requestId: string): string {
  return writeOutput(WIRE, schema, output, requestId);
}

export function errorXml(error: ServiceError, requestId: string, flavour: QueryFlavour): string {
  return writeError({ ...WIRE, flavour }, error, requestId);
}

/** The same value without what the API model calls sensitive: key material, user data, passwords. */
export function redacted(schema: StaticOperationSchema[4], value: unknown): unknown {
  return redact(NormalizedSchema.of(schema), value);
}

function redact(ns: NormalizedSchema, value: unknown): unknown {
  if (ns.getMergedTraits().sensitive) return value === undefined ? undefined : '***';
  if (Array.isArray(value)) return ns.isListSchema() ? value.map((item) => redact(ns.getValueSchema(), item)) : value;
  if (typeof value !== 'object' || value === null || !ns.isStructSchema()) return value;
  const kept: Record<string, unknown> = {};
  const members = value as Record<string, unknown>;
  for (const [name, member] of ns.structIterator()) {
    if (members[name] !== undefined) kept[name] = redact(member, members[name]);
  }
  return kept;
}

function schemaOf(operation: string): StaticOperationSchema | undefined {
  const name = `${operation}$`;
  const schema: unknown = Object.hasOwn(sdk, name) ? Reflect.get(sdk, name) : undefined;
  return Array.isArray(schema) && schema[0] === 9 ? (schema as unknown as StaticOperationSchema) : undefined;
}

function deserializer([, namespace]: StaticOperationSchema) {
  return new XmlCodec({
    xmlNamespace: WIRE.xmlNamespace,
    serviceNamespace: namespace,
    timestampFormat: { useTrait: true, default: 5 },
  }).createDeserializer();
}

function unescapeXml(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(?:(lt|gt|quot|apos|amp)|#(\d+)|#x([\da-f]+));/gi, (whole, name, decimal, hex) => {
    if (name !== undefined) return characters[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
