import { resolve } from 'node:path';
import { Failure } from '../../failure.ts';
import type { Situation } from '../types.ts';
import type { AllBut, Config, LeftOut, SituationConfig, Variables, WrapperConfig } from './config.ts';
import { splitCommand } from './split.ts';

/** One wrapper to be tried in one situation. */
export interface PlannedAttempt {
  readonly wrapper: string;
  readonly situation: Situation;
  readonly command: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Files and folders of the real home, from the home or absolute. */
  readonly homeFiles: readonly string[];
  readonly profiles: readonly string[];
  readonly timeoutSeconds: number;
  readonly outputLimitMiB: number;
  /** The same wrapper where nothing keeps it from launching. Absent where no such situation is known. */
  readonly control?: PlannedAttempt;
}

/** The situation in which every wrapper launches. */
const CONTROL = 'documented';

export const DEFAULT_TIMEOUT = 600;
export const DEFAULT_OUTPUT_LIMIT = 16;
const DEFAULT_SITUATIONS = ['documented'];

/** What a command line says about every attempt, in place of what the configuration does. */
export interface PlanOverrides {
  readonly wrappers?: readonly string[] | undefined;
  readonly situations?: readonly string[] | undefined;
  readonly timeout?: number | undefined;
  readonly outputLimit?: number | undefined;
  readonly env?: Variables | undefined;
  readonly homeFiles?: readonly string[] | undefined;
  readonly profiles?: readonly string[] | undefined;
}

/**
 * Every wrapper in every situation that the configuration names, in its order.
 * Rejects with a `Failure` (exit code 2) for a wrapper or situation that does not exist.
 * @param folder what the configuration's paths start from
 * @param known every situation there is
 */
export async function planOf(
  config: Pick<Config, 'wrappers' | 'situations'>,
  folder: string,
  known: readonly Situation[],
  overrides: PlanOverrides = {},
): Promise<readonly PlannedAttempt[]> {
  const names = Object.keys(config.wrappers);
  for (const name of overrides.wrappers ?? []) {
    if (!names.includes(name)) throw await noSuch('wrapper', name, names);
  }
  const wanted = Object.entries(config.wrappers).filter(
    ([name]) => overrides.wrappers === undefined || overrides.wrappers.includes(name),
  );
  const attempts = await Promise.all(
    wanted.map(([name, wrapper]) => attemptsOf(name, wrapper, config.situations, folder, known, overrides)),
  );
  return attempts.flat();
}

async function attemptsOf(
  name: string,
  wrapper: WrapperConfig,
  defaults: readonly string[] | undefined,
  folder: string,
  known: readonly Situation[],
  overrides: PlanOverrides,
): Promise<readonly PlannedAttempt[]> {
  const own = wrapper.situations;
  const special: Readonly<Record<string, SituationConfig>> =
    own === undefined || isList(own) || isAllBut(own) ? {} : own;
  const listed = await listedIn(name, own, known);
  // What is other in a situation stays so where the command line picks it.
  const asked = overrides.situations ?? listed ?? defaults ?? DEFAULT_SITUATIONS;
  for (const ids of [listed, defaults]) await situationsCalled(ids ?? [], known, `wrapper ${name}`);
  const words = await splitCommand(wrapper.command);
  const called = await situationsCalled(asked, known, overrides.situations ? undefined : `wrapper ${name}`);
  const planned = (situation: Situation): PlannedAttempt => {
    const here: SituationConfig = special[situation.id] ?? special.all ?? {};
    return {
      wrapper: name,
      situation: here.expect === undefined ? situation : { ...situation, expectation: here.expect },
      command: [...words, ...(here.args ?? [])],
      cwd: resolve(folder, wrapper.cwd ?? '.'),
      env: valuesOf({ ...wrapper.env, ...here.env, ...overrides.env }),
      homeFiles: [...new Set([...(wrapper.homeFiles ?? []), ...(overrides.homeFiles ?? [])])],
      profiles: [...new Set([...(wrapper.profiles ?? []), ...(overrides.profiles ?? [])])],
      timeoutSeconds: overrides.timeout ?? wrapper.timeout ?? DEFAULT_TIMEOUT,
      outputLimitMiB: overrides.outputLimit ?? wrapper.outputLimit ?? DEFAULT_OUTPUT_LIMIT,
    };
  };
  const control = known.find(({ id }) => id === CONTROL);
  return called.map((situation) => ({ ...planned(situation), ...(control && { control: planned(control) }) }));
}

/** What is passed on from here, and is not set here, is not set there. */
function valuesOf(variables: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, given]) => {
      const value = given === true ? process.env[name] : given;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The names that a wrapper lists itself. */
async function listedIn(
  name: string,
  own: WrapperConfig['situations'],
  known: readonly Situation[],
): Promise<readonly string[] | undefined> {
  if (own === undefined || isList(own)) return own;
  if (!isAllBut(own)) return Object.keys(own);
  const left = own.except.map(({ situation }) => situation);
  await situationsCalled(left, known, `wrapper ${name}`);
  return known.map(({ id }) => id).filter((id) => !left.includes(id));
}

/** What wrappers leave out, and why. @param wanted only these wrappers */
export function leftOutOf(
  { wrappers }: Pick<Config, 'wrappers'>,
  wanted?: readonly string[],
): readonly (LeftOut & { readonly wrapper: string })[] {
  return Object.entries(wrappers).flatMap(([wrapper, { situations: own }]) => {
    if (own === undefined || isList(own) || !isAllBut(own)) return [];
    return wanted === undefined || wanted.includes(wrapper) ? own.except.map((one) => ({ wrapper, ...one })) : [];
  });
}

const isAllBut = (value: object): value is AllBut => 'all' in value && value.all === true;

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

/** `all` stands for all; each comes once, in the order of those known. */
async function situationsCalled(
  ids: readonly string[],
  known: readonly Situation[],
  place?: string,
): Promise<readonly Situation[]> {
  const there = known.map(({ id }) => id);
  for (const id of ids) {
    if (id !== 'all' && !there.includes(id)) throw await noSuch('situation', id, [...there, 'all'], place);
  }
  return known.filter(({ id }) => ids.includes('all') || ids.includes(id));
}

/** What finds the nearest one is loaded only when it is needed. */
async function noSuch(what: string, word: string, known: readonly string[], place?: string): Promise<Failure> {
  const nearest = await import('../../text/nearest.ts');
  const text = `${place === undefined ? '' : `${place}: `}${nearest.noSuch(what, word, known)}.`;
  return new Failure(text, { exitCode: 2 });
}
