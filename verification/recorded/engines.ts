import { EMULATORS, type Emulator } from '../parity/emulators.ts';
import { emulatorStage, type OwnStage } from './stages.ts';

/** Where an emulator that somebody started already is. */
const VARIABLES: Readonly<Record<Emulator, string>> = {
  localstack: 'RECORDED_LOCALSTACK',
  moto: 'RECORDED_MOTO',
  ministack: 'RECORDED_MINISTACK',
};

/** An emulator at the URL that a variable gives, or started for this run; the reason why it is neither. */
export async function emulatedStage(kind: Emulator): Promise<OwnStage | string> {
  const given = process.env[VARIABLES[kind]];
  if (given !== undefined && given !== '') return { ...emulatorStage(given, kind), async [Symbol.asyncDispose]() {} };
  const { missing, start } = EMULATORS[kind];
  const reason = await missing();
  if (reason !== false) return `${reason}, or set ${VARIABLES[kind]} to its URL`;
  const started = await start();
  return { ...emulatorStage(started.url, kind), [Symbol.asyncDispose]: () => started[Symbol.asyncDispose]() };
}
