import type { Engine, EngineName } from '../engines/engine.ts';

/** The engines that there are, by the name `--engine` takes. Loaded only when chosen. */
const ENGINES: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  embedded: async () => (await import('../engines/embedded.ts')).createEmbeddedEngine(),
};

export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[];

export function startEngine(name: EngineName): Promise<Engine> {
  return ENGINES[name]();
}
