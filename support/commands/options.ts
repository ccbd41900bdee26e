import { InvalidArgumentError, Option } from 'commander';
import { ENGINE_CHOICES, type EngineChoice } from '../engines/choice.ts';
import type { RulesMode } from '../rules/types.ts';

// Options that more than one verb takes, and the readers of their values. A bad value ends the program with code 2.

/** The engine's options as given; `engines/choice.ts` checks them together. */
export interface EngineFlags {
  readonly engine?: EngineChoice;
  readonly ec2Endpoint?: string;
  readonly reuse?: boolean;
}

export const engineOptions = (): Option[] => [
  new Option(
    '--engine <name>',
    'what answers EC2 (default: embedded); auto takes LocalStack where its image is present',
  ).choices(ENGINE_CHOICES),
  new Option('--ec2-endpoint <url>', 'a running EC2 endpoint, such as moto_server'),
  new Option('--reuse', "reuse LocalStack's container, and keep it for the next run"),
];

const RULES: readonly RulesMode[] = ['documented', 'observed'];

export const rulesOption = () =>
  new Option('--rules <mode>', 'enforce what AWS documents, or do what the service was seen to do')
    .choices(RULES)
    .default('documented');

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

/** `second-look`, `instant`, `manual`, or seconds of a job per real second. */
export type Speed = 'second-look' | 'instant' | 'manual' | number;

export function speed(text: string): Speed {
  if (text === 'second-look' || text === 'instant' || text === 'manual') return text;
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 1e9)) {
    throw new InvalidArgumentError(
      'Give "second-look", "instant", "manual", or how many seconds of a job pass in one second, such as 60.',
    );
  }
  return value;
}

/** `2/3`: the second of three parts. */
export function shard(text: string): string {
  const [, index, total] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text) ?? [];
  if (index === undefined || total === undefined || Number(index) > Number(total)) {
    throw new InvalidArgumentError('Give part/parts, such as 1/3 for the first of three.');
  }
  return text;
}

/** An option that can be given again: all its values, in order. */
export function collected<T = string>(read?: (text: string) => T) {
  return (text: string, before: readonly T[] = []): readonly T[] => [...before, read ? read(text) : (text as T)];
}

/** `NAME=value`: the value may be empty and hold anything. `NAME`: the value that it has here, if it has one. */
export function variable(text: string): readonly [name: string, value: string | true] {
  const [, name, value] = /^([^=\0]+)(?:=([^\0]*))?$/s.exec(text) ?? [];
  if (name === undefined)
    throw new InvalidArgumentError('Give NAME=value, such as TEAM=fraud, or NAME to pass a variable on.');
  return [name, value ?? true];
}

/** A name as a Host header carries it, without a port. */
export function hostName(text: string): string {
  if (!/^[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?$/i.test(text))
    throw new InvalidArgumentError('Give the name of a host without scheme and port, such as train-encrypt.');
  return text;
}

/** The name of an AWS profile, as the files of AWS's SDKs take it. */
export function profile(text: string): string {
  if (!/^[^\s[\]]+$/.test(text))
    throw new InvalidArgumentError('Give the name of a profile, without spaces or brackets.');
  return text;
}
