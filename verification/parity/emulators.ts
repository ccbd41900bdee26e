import type { UpstreamKind } from '../../support/engines/engine.ts';
import { localStackSettings, PINNED_IMAGE } from '../../support/engines/localstack/settings.ts';
import { startLocalStack } from '../../support/engines/localstack/start.ts';
import { startEmulator, withoutDocker, withoutEmulator } from '../../support/engines/testing/emulators.ts';
import { emulatorTarget, type OwnTarget } from './targets.ts';

export type Emulator = Exclude<UpstreamKind, 'other'>;

interface Description {
  /** The name and version that the table of differences was reviewed for. */
  readonly name: string;
  readonly start: () => Promise<AsyncDisposable & { readonly url: string }>;
  /** Why it cannot be started here; false when it can, and always under CI. */
  readonly missing: () => Promise<string | false>;
}

/** Other EC2s that run on one machine. LocalStack's EC2 is moto's with some changes. */
export const EMULATORS: Readonly<Record<Emulator, Description>> = {
  localstack: {
    name: 'LocalStack 4.14.0',
    async start() {
      const engine = await startLocalStack({ settings: { ...localStackSettings(), image: PINNED_IMAGE } });
      const url = engine.reference?.url;
      if (url === undefined) throw new Error('LocalStack does not say where it is');
      return { url, [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose]() };
    },
    missing: () => withoutDocker(),
  },
  moto: { name: 'moto_server 5.2.5', start: () => startEmulator('moto'), missing: async () => withoutEmulator('moto') },
  ministack: {
    name: 'ministack 1.5.33',
    start: () => startEmulator('ministack'),
    missing: async () => withoutEmulator('ministack'),
  },
};

export const EMULATOR_NAMES = Object.keys(EMULATORS) as readonly Emulator[];

/** Starts an emulator to make calls to; both end together. */
export async function emulator(kind: Emulator): Promise<OwnTarget> {
  const started = await EMULATORS[kind].start();
  const target = emulatorTarget(started.url, kind);
  return {
    newAccount: () => target.newAccount(),
    async [Symbol.asyncDispose]() {
      await target[Symbol.asyncDispose]();
      await started[Symbol.asyncDispose]();
    },
  };
}
