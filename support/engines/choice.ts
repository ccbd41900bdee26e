import { Failure } from '../failure.ts';
import type { EngineName } from './engine.ts';

/** What `--engine` takes. */
export const ENGINE_CHOICES = ['embedded', 'localstack', 'endpoint', 'auto'] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** What was said about the engine on a command line. */
export interface EngineSettings {
  readonly engine?: EngineChoice | undefined;
  readonly ec2Endpoint?: string | undefined;
  readonly reuse?: boolean | undefined;
}

/** The engine to start, and the reason when no setting named it. */
export interface ChosenEngine {
  readonly engine: EngineName;
  readonly why?: string;
  readonly ec2Endpoint?: string;
  readonly reuse?: boolean;
}

/**
 * Which engine was meant: an endpoint alone means the engine `endpoint`, nothing at all the embedded one.
 * Throws a `Failure` (exit code 2) when the options contradict each other or make no sense.
 */
export function engineMeant(settings: EngineSettings): EngineSettings & { readonly engine: EngineChoice } {
  const { ec2Endpoint, reuse } = settings;
  const engine = settings.engine ?? (ec2Endpoint === undefined ? 'embedded' : 'endpoint');
  if (engine === 'endpoint' && ec2Endpoint === undefined) {
    throw usage('--engine endpoint needs to know where: give --ec2-endpoint URL, such as http://127.0.0.1:4566.');
  }
  if (engine !== 'endpoint' && ec2Endpoint !== undefined) {
    throw usage(`--ec2-endpoint goes with --engine endpoint, not with ${engine}. Leave one of them out.`);
  }
  if (reuse && engine !== 'localstack' && engine !== 'auto') {
    throw usage(
      `--reuse keeps LocalStack's container for the next run: it goes with --engine localstack, not ${engine}.`,
    );
  }
  if (ec2Endpoint !== undefined) endpointUrl(ec2Endpoint);
  return { ...settings, engine };
}

/** Settles `auto`; takes every other engine as it is. Takes a second at most, and pulls nothing. */
export async function chooseEngine(settings: EngineSettings): Promise<ChosenEngine> {
  const { engine, ec2Endpoint, reuse } = engineMeant(settings);
  const rest = { ...(ec2Endpoint !== undefined && { ec2Endpoint }), ...(reuse && { reuse }) };
  if (engine !== 'auto') return { engine, ...rest };
  const { atHand } = await import('./localstack/at-hand.ts');
  const { image, missing } = await atHand();
  if (missing === undefined) return { engine: 'localstack', why: `Docker answers and has ${image}`, ...rest };
  return { engine: 'embedded', why: missing };
}

/** Scheme, host and port. Throws a `Failure` (exit code 2) for anything else. */
export function endpointUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw usage(
      `--ec2-endpoint is ${JSON.stringify(text)}, which is no URL: give scheme, host and port, such as http://127.0.0.1:4566.`,
    );
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw usage(`--ec2-endpoint is ${JSON.stringify(text)}: give scheme, host and port alone, such as ${url.origin}.`);
  }
  return url;
}

const usage = (text: string) => new Failure(text, { exitCode: 2 });
