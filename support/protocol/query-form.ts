import { NormalizedSchema } from '@smithy/core/schema';
import { parseRfc3339DateTimeWithOffset } from '@smithy/core/serde';
import type { SchemaRef, StaticStructureSchema } from '@smithy/types';
import { ILLEGAL_IN_XML, printable } from './printable.ts';
import type { QueryFlavour } from './query-options.ts';
import { ServiceError, type ServiceRequest } from './service.ts';

/** More than any request of the SDKs needs, little enough to be read at once. */
export const LIMITS = {
  bodyBytes: 1 << 20,
  parameters: 10_000,
  keyLength: 512,
  keyDepth: 16,
  listIndex: 10_000,
} as const;

/** The parts of a request's keys as a tree: `Filter.1.Name` is three nodes deep. */
export interface Node {
  value?: string;
  readonly children: Map<string, Node>;
}

/** What a request asks for: its `Action`, and every other parameter as a tree. */
export function readAction(request: ServiceRequest): { action: string; root: Node } {
  if (request.method !== 'GET' && request.method !== 'POST') {
    throw new ServiceError(
      'InvalidRequest',
      `A request is sent with GET or POST, not with ${printable(request.method)}.`,
    );
  }
  if (request.body.byteLength > LIMITS.bodyBytes) {
    throw new ServiceError('InvalidRequest', `The request is larger than ${LIMITS.bodyBytes} bytes.`);
  }
  const query = request.path.includes('?') ? request.path.slice(request.path.indexOf('?') + 1) : '';
  const form =
    request.method === 'POST' && request.body.byteLength > 0 ? new TextDecoder().decode(request.body) : query;
  const root = readTree(form);
  const action = root.children.get('Action')?.value;
  if (action === undefined || action === '') {
    throw new ServiceError('MissingAction', 'The request does not name an Action.');
  }
  for (const key of PROTOCOL_KEYS) root.children.delete(key);
  for (const key of root.children.keys()) if (/^x-amz-/i.test(key)) root.children.delete(key);
  return { action, root };
}

/** Keys that belong to the protocol or to a signature in the query string, and to no operation. */
const PROTOCOL_KEYS = [
  'Action',
  'Version',
  'AUTHPARAMS',
  'AWSAccessKeyId',
  'Expires',
  'SecurityToken',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'Timestamp',
];

function readTree(form: string): Node {
  const root: Node = { children: new Map() };
  let count = 0;
  for (const [key, value] of new URLSearchParams(form)) {
    count += 1;
    if (count > LIMITS.parameters) {
      throw new ServiceError('InvalidRequest', `The request has more than ${LIMITS.parameters} parameters.`);
    }
    const parts = key.length > LIMITS.keyLength ? undefined : key.split('.');
    if (parts === undefined || parts.length > LIMITS.keyDepth) {
      throw new ServiceError('UnknownParameter', `The parameter ${printable(key)} is not recognized.`);
    }
    if (ILLEGAL_IN_XML.test(value)) {
      throw invalidValue(key, 'contains a character that XML cannot hold');
    }
    let node = root;
    for (const part of parts) {
      let child = node.children.get(part);
      if (child === undefined) {
        child = { children: new Map() };
        node.children.set(part, child);
      }
      node = child;
    }
    if (node.value !== undefined) {
      throw new ServiceError('MalformedQueryString', `The parameter ${printable(key)} is given more than once.`);
    }
    node.value = value;
  }
  return root;
}

/** The input that a form gives for a schema. */
export function readForm(schema: SchemaRef, form: string, flavour: QueryFlavour): unknown {
  return readParameters(schema, readTree(form), flavour);
}

/** The input that a tree gives for a schema: all members of the right types, the required ones there. */
export function readParameters(schema: SchemaRef, root: Node, flavour: QueryFlavour): unknown {
  const ns = NormalizedSchema.of(schema);
  return ns.isStructSchema() ? new Reader(flavour).struct(ns, root, '') : {};
}

/** Walks a schema and a tree together: the schema decides what is looked for, so nothing sent can add a member. */
class Reader {
  readonly #flavour: QueryFlavour;

  constructor(flavour: QueryFlavour) {
    this.#flavour = flavour;
  }

  struct(ns: NormalizedSchema, node: Node, path: string): Record<string, unknown> {
    if (node.value !== undefined) throw invalidValue(path, 'is a structure: give its members');
    const value: Record<string, unknown> = {};
    const known = new Set<string>();
    const required = requiredMembers(ns);
    for (const [name, member] of ns.structIterator()) {
      const key = this.#memberKey(name, member);
      known.add(key);
      const child = node.children.get(key);
      const memberPath = join(path, key);
      const read = child === undefined ? undefined : this.#value(member, child, memberPath);
      if (read !== undefined) value[name] = read;
      else if (required.has(name)) throw missing(memberPath);
    }
    // STS and its like ignore what they do not know; EC2 refuses it.
    if (this.#flavour === 'ec2')
      for (const key of node.children.keys()) if (!known.has(key)) throw unknown(join(path, key));
    return value;
  }

  #value(ns: NormalizedSchema, node: Node, path: string): unknown {
    if (ns.isStructSchema()) return this.struct(ns, node, path);
    if (ns.isListSchema()) return this.#list(ns, node, path);
    const [nested] = node.children.keys();
    if (nested !== undefined) throw unknown(join(path, nested));
    return scalar(ns, node.value ?? '', path);
  }

  /** Lists keep the order of their indexes; a gap in them is closed, so a high index costs nothing. */
  #list(ns: NormalizedSchema, node: Node, path: string): unknown[] | undefined {
    const member = ns.getValueSchema();
    if (node.value !== undefined) {
      // The Query protocol's way to send an empty list.
      if (node.value === '' && node.children.size === 0) return [];
      throw invalidValue(path, `is a list: give ${printable(path)}.1 and so on`);
    }
    let items = node;
    let itemsPath = path;
    if (this.#flavour === 'aws' && !ns.getMergedTraits().xmlFlattened) {
      const key = String(member.getMergedTraits().xmlName ?? 'member');
      itemsPath = join(path, key);
      const child = node.children.get(key);
      if (child === undefined) return undefined;
      items = child;
    }
    const indexes = [...items.children.keys()].map((key) => {
      if (!/^[1-9]\d{0,8}$/.test(key)) throw unknown(join(itemsPath, key));
      const index = Number(key);
      if (index > LIMITS.listIndex) throw invalidValue(itemsPath, `has more than ${LIMITS.listIndex} items`);
      return index;
    });
    indexes.sort((a, b) => a - b);
    return indexes.map((index) =>
      this.#value(member, items.children.get(String(index)) as Node, join(itemsPath, index)),
    );
  }

  /** The same name as the SDK's serializer gives. */
  #memberKey(name: string, member: NormalizedSchema): string {
    const { ec2QueryName, xmlName } = member.getMergedTraits() as { ec2QueryName?: string; xmlName?: string };
    if (this.#flavour === 'aws') return xmlName ?? name;
    if (ec2QueryName !== undefined) return ec2QueryName;
    const key = xmlName ?? name;
    return key.charAt(0).toUpperCase() + key.slice(1);
  }
}

function scalar(ns: NormalizedSchema, text: string, path: string): unknown {
  if (ns.isBooleanSchema()) {
    if (/^true$/i.test(text)) return true;
    if (/^false$/i.test(text)) return false;
    throw invalidValue(path, 'must be true or false', text);
  }
  if (ns.isNumericSchema()) {
    const number = Number(text);
    if (/^[+-]?\d+$/.test(text) && Number.isSafeInteger(number)) return number;
    throw invalidValue(path, 'must be an integer', text);
  }
  if (ns.isTimestampSchema()) {
    try {
      return parseRfc3339DateTimeWithOffset(text);
    } catch {
      throw invalidValue(path, 'must be a time such as 2026-01-31T12:00:00Z', text);
    }
  }
  if (ns.isBlobSchema()) {
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw invalidValue(path, 'must be in base64', text);
    return new Uint8Array(Buffer.from(text, 'base64'));
  }
  return text;
}

/** A structure's schema says in its seventh place how many of its members, counted from the first, are required. */
function requiredMembers(ns: NormalizedSchema): ReadonlySet<string> {
  const [, , , , members, , required] = ns.getSchema() as unknown as StaticStructureSchema & { 6?: number };
  return new Set(members.slice(0, required ?? 0));
}

const missing = (path: string) =>
  new ServiceError('MissingParameter', `The request must contain the parameter ${path}`);

const unknown = (path: string) =>
  new ServiceError('UnknownParameter', `The parameter ${printable(path)} is not recognized.`);

const invalidValue = (path: string, what: string, value?: string) =>
  new ServiceError(
    'InvalidParameterValue',
    `${value === undefined ? 'The value' : `Value (${printable(value)})`} of parameter ${printable(path)} ${what}.`,
  );

const join = (path: string, key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
