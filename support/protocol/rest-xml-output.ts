import { XmlCodec } from '@aws-sdk/core/protocols';
import { XmlNode, XmlText } from '@aws-sdk/xml-builder';
import { ToStringShapeSerializer } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef, StaticStructureSchema } from '@smithy/types';
import { legalXml } from './printable.ts';
import { members } from './schema-members.ts';
import type { ServiceError, ServiceRequest } from './service.ts';

const SETTINGS = { timestampFormat: { useTrait: true, default: 5 as const }, httpBindings: true };
const text = new ToStringShapeSerializer(SETTINGS);

interface Bound {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What an output is on the wire: its headers, and its payload or the XML of all other members. */
export function bindOutput(xmlNamespace: string, schema: SchemaRef, output: object): Bound {
  const ns = NormalizedSchema.of(schema);
  const values = output as Readonly<Record<string, unknown>>;
  const headers: Record<string, string> = {};
  let payload: Uint8Array | undefined;
  let element: string | undefined;
  let inBody = false;
  for (const [name, member] of members(ns)) {
    const { httpHeader, httpPrefixHeaders, httpPayload } = member.getMergedTraits();
    const value = values[name];
    if (httpPayload && member.isStructSchema()) element = writeElement(name, member, value, xmlNamespace);
    else if (httpPayload) payload = (value as Uint8Array | undefined) ?? new Uint8Array();
    else if (httpHeader === undefined && httpPrefixHeaders === undefined) inBody = true;
    else if (value === undefined) continue;
    else if (httpHeader !== undefined) headers[httpHeader.toLowerCase()] = headerText(member, value);
    else Object.assign(headers, prefixed(httpPrefixHeaders ?? '', value as Record<string, string>));
  }
  if (payload !== undefined) return { headers, body: payload };
  if (element !== undefined) return { headers: { 'content-type': 'application/xml', ...headers }, body: element };
  if (!inBody) return { headers, body: '' };
  return { headers: { 'content-type': 'application/xml', ...headers }, body: writeXml(ns, values, xmlNamespace) };
}

/** An error on the wire. One without a body, such as for HEAD, has a status only. */
export function writeRestXmlError(error: ServiceError, { method, requestId, path }: ServiceRequest): Bound {
  const headers = typeof error.details.Region === 'string' ? { 'x-amz-bucket-region': error.details.Region } : {};
  if (method === 'HEAD' || error.status === 304) return { headers, body: '' };
  const value: Record<string, unknown> = {
    Code: error.code,
    Message: error.message,
    ...error.details,
    Resource: path.split('?', 1)[0],
    RequestId: requestId,
  };
  const names = Object.keys(value);
  const schema: StaticStructureSchema = [3, 'train-encrypt', 'Error', 0, names, names.map(() => 0)];
  return {
    headers: { 'content-type': 'application/xml', ...headers },
    body: writeXml(NormalizedSchema.of(schema), value),
  };
}

function headerText(member: NormalizedSchema, value: unknown): string {
  text.write(member, value);
  // What a header cannot hold would be an internal fault, not an answer.
  return text.flush().replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}

function prefixed(prefix: string, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));
}

/** A member without a binding goes into the XML; those in headers must not. */
function writeXml(ns: NormalizedSchema, values: Readonly<Record<string, unknown>>, xmlNamespace = ''): string {
  const bare = members(ns).filter(([, member]) => member.getMergedTraits().httpHeader === undefined);
  const inBody = Object.fromEntries(
    bare.flatMap(([name]) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
  const [only, ...others] = bare;
  if (only !== undefined && others.length === 0 && only[0] === ns.getMergedTraits().xmlName) {
    return `${PROLOGUE}${unwrapped(only[0], inBody[only[0]], xmlNamespace)}`;
  }
  const serializer = new XmlCodec({ ...SETTINGS, xmlNamespace, serviceNamespace: '' }).createSerializer();
  serializer.write(ns, inBody);
  return `${PROLOGUE}${legalXml(String(serializer.flush()))}`;
}

/** A payload that is a structure, such as `CopyPartResult`, is an element of that name. */
function writeElement(name: string, member: NormalizedSchema, value: unknown, xmlNamespace: string): string {
  const serializer = new XmlCodec({ ...SETTINGS, xmlNamespace, serviceNamespace: '' }).createSerializer();
  serializer.write(member, value ?? {});
  const written = String(serializer.flush());
  const root = /^<([\w.-]+)/.exec(written)?.[1] ?? name;
  return `${PROLOGUE}${legalXml(root === name ? written : written.replace(`<${root}`, `<${name}`).replace(new RegExp(`</${root}>$`), `</${name}>`))}`;
}

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** S3 answers with a lone member of its parent's name, as `LocationConstraint`, by that element alone. */
function unwrapped(name: string, value: unknown, xmlNamespace: string): string {
  const node = new XmlNode(name).addAttribute('xmlns', xmlNamespace);
  return String(value === undefined ? node : node.addChildNode(new XmlText(String(value))));
}
