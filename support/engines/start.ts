import { Failure } from '../failure.ts';
import type { Neighbourhood } from '../neighbours/index.ts';
import type { Engine, EngineName, EngineReference } from './engine.ts';
import type { Progress } from './progress.ts';
import type { AppliedWorkaround } from './workarounds/index.ts';

/**
 * What the start of an engine may need to know.
 * @example
 * ```ts
 * import type { EngineOptions } from 'train-encrypt';
 *
 * const options: EngineOptions = { ec2Endpoint: 'http://127.0.0.1:5000' };
 * ```
 */
export interface EngineOptions {
  /** For `endpoint`: scheme, host and port of what answers EC2. */
  readonly ec2Endpoint?: string | undefined;
  /** For `localstack`: use the container of an earlier run, and leave it to the next. */
  readonly reuse?: boolean | undefined;
  /** For `localstack`, where a run makes very many accounts: no machine images, no policies that AWS manages. */
  readonly lean?: boolean | undefined;
  /** Told how far the start has come. */
  readonly progress?: Progress | undefined;
  /** Gives up the start. */
  readonly signal?: AbortSignal | undefined;
  /** Where a container's log goes when something is wrong. Default `reports`. */
  readonly reports?: string | undefined;
  /** For `embedded`: what its services read beside EC2. */
  readonly beside?: Neighbourhood | undefined;
  /** Told of each use of a workaround. */
  readonly onWorkaround?: ((applied: AppliedWorkaround) => void) | undefined;
}

/** The engines, by the name `--engine` takes. Loaded only when chosen. */
const ENGINES: Readonly<Record<EngineName, (options: EngineOptions) => Promise<Engine>>> = {
  embedded: async ({ beside }) => (await import('./embedded.ts')).createEmbeddedEngine(beside),
  localstack: async ({ onWorkaround, ...options }) => {
    const { checkInstalled } = await import('./localstack/installed.ts');
    checkInstalled();
    const { startLocalStack } = await import('./localstack/start.ts');
    return startLocalStack({ ...options, ...(onWorkaround && { onWorkaround }) });
  },
  endpoint: async ({ ec2Endpoint, onWorkaround }) => {
    const { startEndpoint } = await import('./endpoint.ts');
    const { endpointUrl } = await import('./choice.ts');
    if (ec2Endpoint === undefined) {
      throw new Failure('the engine endpoint needs to know where it is: give --ec2-endpoint URL.', { exitCode: 2 });
    }
    return startEndpoint(endpointUrl(ec2Endpoint), onWorkaround && { onWorkaround });
  },
};

export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[];

/** Starts an engine, or connects to one that another thread or process has started and will end. */
export async function startEngine(engine: EngineName | EngineReference, options: EngineOptions = {}): Promise<Engine> {
  if (typeof engine === 'string') return ENGINES[engine](options);
  const { connectEngine } = await import('./endpoint.ts');
  return connectEngine(engine, options.onWorkaround && { onWorkaround: options.onWorkaround });
}
