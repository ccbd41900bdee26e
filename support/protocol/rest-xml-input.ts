import { XmlCodec } from '@aws-sdk/core/protocols';
import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import { printable } from './printable.ts';
import { type Address, queryOf } from './rest-xml-routes.ts';
import { members, requiredMembers } from './schema-members.ts';
import { ServiceError, type ServiceRequest } from './service.ts';

/** More than any XML document in a request of the SDKs. */
const XML_LIMIT = 2 * 1024 * 1024;

const SETTINGS = { timestampFormat: { useTrait: true, default: 5 as const }, httpBindings: true };
const xml = new XmlCodec({ ...SETTINGS, xmlNamespace: '', serviceNamespace: '' });
const text = new FromStringShapeDeserializer(SETTINGS);

/** The input that a request gives for a schema. Throws `ServiceError` for what does not fit or is missing. */
export function bindInput(schema: SchemaRef, request: ServiceRequest, address: Address): Record<string, unknown> {
  const query = queryOf(request);
  const input: Record<string, unknown> = {};
  const ns = NormalizedSchema.of(schema);
  const required = requiredMembers(ns);
  for (const [name, member] of members(ns)) {
    const value = boundValue(name, member, request, address, query);
    if (value !== undefined) input[name] = value;
    else if (required.has(name)) {
      throw new ServiceError('InvalidRequest', `The request must have ${name}.`);
    }
  }
  return input;
}

function boundValue(
  name: string,
  member: NormalizedSchema,
  { headers, body }: ServiceRequest,
  address: Address,
  query: URLSearchParams,
): unknown {
  const { httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpPayload } = member.getMergedTraits();
  if (httpLabel) return address[name];
  if (httpQuery) return scalar(member, httpQuery, query.get(httpQuery) ?? undefined);
  if (httpHeader) return scalar(member, httpHeader, headers[httpHeader.toLowerCase()]);
  if (httpPrefixHeaders) return prefixed(headers, httpPrefixHeaders);
  if (!httpPayload || body.byteLength === 0) return undefined;
  return member.isBlobSchema() ? body : parsed(member, body);
}

function scalar(member: NormalizedSchema, name: string, value: string | undefined): unknown {
  if (value === undefined) return undefined;
  if (member.isNumericSchema() && !/^-?\d{1,15}$/.test(value)) throw invalid(name, value, 'is not an integer');
  if (member.isBooleanSchema() && !/^(?:true|false)$/i.test(value)) throw invalid(name, value, 'is not true or false');
  try {
    return text.read(member, value);
  } catch {
    throw invalid(name, value, 'cannot be read');
  }
}

const invalid = (name: string, value: string, what: string) =>
  new ServiceError('InvalidArgument', `The value ${printable(value)} of ${name} ${what}.`);

function prefixed(headers: ServiceRequest['headers'], prefix: string): Record<string, string> | undefined {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  if (found.length === 0) return undefined;
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}

function parsed(member: NormalizedSchema, body: Uint8Array): unknown {
  if (body.byteLength > XML_LIMIT) {
    throw new ServiceError('MalformedXML', `The XML in the request is larger than ${XML_LIMIT} bytes.`);
  }
  try {
    return xml.createDeserializer().read(member, body);
  } catch {
    throw new ServiceError('MalformedXML', 'The XML in the request cannot be read.');
  }
}
