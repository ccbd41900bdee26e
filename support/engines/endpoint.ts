import type { Engine, EngineReference } from './engine.ts';
import { UpstreamEngine, type UpstreamOptions } from './upstream/engine.ts';
import { identify } from './upstream/identify.ts';

/**
 * The engine behind any EC2 endpoint: LocalStack under docker-compose, moto_server, ministack …
 * Rejects with a `Failure` when nothing answers EC2 there.
 */
export async function startEndpoint(url: URL, options: Pick<UpstreamOptions, 'onWorkaround'> = {}): Promise<Engine> {
  const { kind, description } = await identify(url);
  return connectEngine({ name: 'endpoint', url: url.origin, kind, description }, options);
}

/** An engine that another thread or process has started and will end. */
export function connectEngine(reference: EngineReference, options: Pick<UpstreamOptions, 'onWorkaround'> = {}): Engine {
  return new UpstreamEngine(reference, options);
}
