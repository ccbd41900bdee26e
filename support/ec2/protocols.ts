import { unknownProtocol } from './errors.ts';

/** Protocols that EC2 gives back by name; it takes them by number too. */
const NAMES: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6' };
const NUMBERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(NAMES).map(([number, name]) => [name, number]),
);

/** `-1` or a number from 0 to 255, of a protocol given by number or by one of the names that EC2 knows. */
export function protocolNumber(given: string): string {
  if (given === '-1') return given;
  const name = given.toLowerCase();
  if (Object.hasOwn(NUMBERS, name)) return NUMBERS[name] as string;
  if (!/^\d{1,3}$/.test(given) || Number(given) > 255) throw unknownProtocol(given);
  return String(Number(given));
}

/** The protocol as security groups show it: `tcp` for 6, `50` for ESP. */
export function protocolName(given: string): string {
  const number = protocolNumber(given);
  return NAMES[number] ?? number;
}
