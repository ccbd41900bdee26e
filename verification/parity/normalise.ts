import { canonical } from './canonical.ts';
import type { Plain } from './outcome.ts';

/** What stands for what in one sequence of calls. */
export interface Names {
  readonly account: string;
  /** Name → what an earlier call gave: shown as `<name>` wherever it turns up. */
  readonly given: ReadonlyMap<string, string>;
  /** Ids and addresses that the calls themselves spell out: they stay as they are. */
  readonly literal: ReadonlySet<string>;
}

const ID = /\b([a-z]{2,10}(?:-cidr-assoc)?)-([0-9a-f]{17}|[0-9a-f]{8})\b/g;
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const MAC = /\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/gi;
const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)?/g;
/** The end that EC2 gives the DNS name of an endpoint. */
const DNS_SUFFIX = /(?<=<[a-z-]+>|vpce-\*)-[0-9a-z]{8}\b/g;
const PYTHON_SET = /\{('[^']*'(?:, '[^']*')+)\}/g;

/**
 * An answer without what differs from run to run: ids, the account, times, tokens, addresses that EC2 chooses. A list
 * that is empty is left out, as EC2's clients cannot tell it from one that is not there; so is what the SDK adds itself.
 */
export function normalise(value: unknown, names: Names): Plain {
  const text = textOf(names);
  return plainOf(value, (given, member) => MEMBERS[member]?.(given, names) ?? text(given)) ?? {};
}

export const normaliseText = (text: string, names: Names): string => textOf(names)(text);

/** Members whose text is the implementation's choice: what remains is what EC2 promises. */
const MEMBERS: Readonly<Record<string, (text: string, names: Names) => string | undefined>> = {
  NextToken: () => '<token>',
  ClientToken: () => '<token>',
  MacAddress: (text) => (new RegExp(`^${MAC.source}$`, 'i').test(text) ? '<mac>' : '<no mac>'),
  HostedZoneId: () => '<zone>',
  PolicyDocument: sameJson,
  PublicIp: () => '<public address>',
  PrivateIp: privateAddress,
  PrivateIpAddress: privateAddress,
  PrivateDnsName: (text) => text.replace(/^ip-10-0-1-\d+\./, 'ip-10-0-1-n.').replace(/^ip(-\d+){4}\./, 'ip-elsewhere.'),
};

/** An address that a call asks for stays; another is one of the subnet that all interfaces here lie in, or is not. */
function privateAddress(text: string, { literal }: Names): string {
  if (literal.has(text)) return text;
  return /^10\.0\.1\.\d+$/.test(text) ? '10.0.1.n' : '<address elsewhere>';
}

/** A document's members in one order, without the space between them. */
function sameJson(text: string): string | undefined {
  try {
    return canonical(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function plainOf(value: unknown, text: (text: string, member: string) => string, name = ''): Plain | undefined {
  if (typeof value === 'string') return text(value, name);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return '<time>';
  if (Array.isArray(value)) {
    const items = value.flatMap((item) => plainOf(item, text, name) ?? []);
    return items.length === 0 ? undefined : items;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Object.entries(value).flatMap(([member, item]): [string, Plain][] => {
    if (member === '$metadata') return [];
    const plain = plainOf(item, text, member);
    return plain === undefined ? [] : [[member, plain]];
  });
  return Object.fromEntries(members);
}

function textOf({ account, given, literal }: Names): (text: string) => string {
  const byValue = new Map([...given].map(([name, value]) => [value, name]));
  return (text) =>
    text
      .replace(UUID, '<uuid>')
      .replace(TIME, '<time>')
      .replace(MAC, '<mac>')
      .replaceAll(account, '<account>')
      // Shown in errors, in no order.
      .replace(PYTHON_SET, (_, items: string) => `{${items.split(', ').sort().join(', ')}}`)
      .replace(ID, (id, kind: string) => {
        const name = byValue.get(id);
        if (name !== undefined) return `<${name}>`;
        return literal.has(id) ? id : `${kind}-*`;
      })
      .replace(DNS_SUFFIX, '-*');
}
