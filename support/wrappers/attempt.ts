import type { Harness } from '../harness.ts';
import type { Attempt, Situation } from './types.ts';

/** What is tried, where, and within which limits. */
export interface AttemptOptions {
  /** The name of the wrapper, for reports. */
  readonly wrapper: string;
  readonly situation: Situation;
  /** Program and arguments; `{instances}` and the like are filled in from what the situation gives. */
  readonly command: readonly string[];
  /** Default: the present folder. */
  readonly cwd?: string;
  /** Further variables for the command. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: the harness's own default, `eu-central-1`. */
  readonly region?: string;
  /** Told of all that the command prints, as it comes. */
  readonly onOutput?: (chunk: string) => void;
  /** Ends the command with all of its processes. */
  readonly signal?: AbortSignal;
}

/**
 * Tries a wrapper in a situation, in an account of its own on this harness.
 * Rejects with a `Failure` when the situation cannot be prepared or the command's surroundings cannot be made.
 * @param harness with `time: 'instant'`, so that waiters of SDKs end
 */
export async function attempt(_harness: Harness, _options: AttemptOptions): Promise<Attempt> {
  throw new Error('waits for what runs commands');
}
