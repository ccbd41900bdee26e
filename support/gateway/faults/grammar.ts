import type { Fault } from './fault.ts';

/** How a fault is written on a command line, for those who wrote it otherwise. */
export const GRAMMAR = 'operation:fault or operation:fault:name=value,…, such as CreateTrainingJob:throttle:times=2';

const NUMBERS: ReadonlySet<string> = new Set(['times', 'every', 'chance', 'seed', 'ms', 'at']);

/**
 * Reads `CreateTrainingJob:throttle:times=2`, `*:slow:ms=800,chance=20%`, `Create*Job:fail:at=0.5,reason=any text`. What
 * it says is not checked yet. A reason comes last and may hold anything.
 * @returns undefined when it is not of that form
 */
export function parseFault(text: string): Readonly<Record<string, unknown>> | undefined {
  const [, operation, fault, settings] = /^([^:]+):([^:]+)(?::(.*))?$/s.exec(text) ?? [];
  if (operation === undefined || fault === undefined) return undefined;
  const read: Record<string, unknown> = { operation: operation.trim(), fault: fault.trim() };
  for (const setting of split(settings ?? '')) {
    const [, name, value] = /^\s*([a-z]+)\s*=(.*)$/s.exec(setting) ?? [];
    if (name === undefined || value === undefined || Object.hasOwn(read, name)) return undefined;
    read[name] = NUMBERS.has(name) ? numberOf(value.trim()) : value.trim();
  }
  return read;
}

/** As `parseFault` reads it. */
export function writeFault({ operation, fault, ...settings }: Fault): string {
  const { reason, ...others } = settings as Record<string, unknown>;
  const written = [...Object.entries(others), ...(reason === undefined ? [] : [['reason', reason]])]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
  return [operation, fault, ...(written ? [written] : [])].join(':');
}

function split(settings: string): string[] {
  const at = settings.search(/(?:^|,)\s*reason\s*=/);
  const others = at < 0 ? settings : settings.slice(0, at);
  return [...(others === '' ? [] : others.split(',')), ...(at < 0 ? [] : [settings.slice(at).replace(/^,/, '')])];
}

/** A part may be written in percent. What is no number is left for the check to name. */
function numberOf(text: string): unknown {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  if (digits === undefined) return text;
  return percent ? Number(digits) / 100 : Number(digits);
}
