import { Failure } from '../../failure.ts';
import type { EngineReference } from '../engine.ts';

/** What a connection error means, for people. */
export function reasonOf(error: unknown): string {
  const { code, message } = rootOf(error);
  return WORDS[code ?? ''] ?? (message || code || 'no reason given');
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused: nothing listens there',
  ECONNRESET: 'the connection was closed in the middle',
  EPIPE: 'the connection was closed in the middle',
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'the host name could not be looked up',
  ENOENT: 'there is no such socket',
  EACCES: 'this user may not open the socket',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
};

/** The first of what a client that tried several addresses collected, and what an SDK's or a client's error wraps. */
function rootOf(error: unknown): { readonly code?: string | undefined; readonly message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? String(error.code) : undefined;
  return code === undefined && error.cause !== undefined ? rootOf(error.cause) : { code, message: error.message };
}

/** A server that answered before, and does no longer. */
export function noLongerAnswers({ name, description, url }: EngineReference, error: unknown): Failure {
  const next = name === 'localstack' ? 'Run the same again.' : 'Start it again, then repeat the run.';
  const text = `${description} no longer answers at ${url} (${reasonOf(error)}). ${next}`;
  return new Failure(text, { exitCode: 3, cause: error });
}
