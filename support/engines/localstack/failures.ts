import { Failure } from '../../failure.ts';
import { clip } from '../../text/clip.ts';
import { reasonOf } from '../upstream/losses.ts';
import { type LocalStackSettings, PINNED_IMAGE, START_SECONDS } from './settings.ts';

const EMBEDDED = '--engine embedded needs no Docker.';

const failure = (text: string, cause?: unknown): Failure => new Failure(text, { exitCode: 3, cause });

export function noDocker(where: string | undefined, error?: unknown): Failure {
  const what =
    where === undefined ? 'there is no Docker engine on this machine' : `no Docker engine answers at ${where}`;
  const why = error === undefined ? '' : `: ${reasonOf(error)}`;
  return failure(`${what}${why}. Start Docker, or set DOCKER_HOST to one that runs; ${EMBEDDED}`, error);
}

export function notPulled(image: string, error: unknown): Failure {
  const reason = oneLine(error);
  if (isDiskFull(reason)) return diskFull(reason, error);
  return failure(
    `the image ${image} is not on this machine, and pulling it failed: ${reason}. ` +
      `Try "docker pull ${image}" once there is a network, a login or a right name; ${EMBEDDED}`,
    error,
  );
}

export function diskFull(reason: string, error: unknown): Failure {
  return failure(
    `the disk of the Docker engine is full: ${reason}. Make room, with "docker system prune" for example; ${EMBEDDED}`,
    error,
  );
}

export const isDiskFull = (text: string) => /no space left on device|disk quota exceeded/i.test(text);

/** LocalStack's exit code when an image wants a licence token and has none, or one that is not good. */
const LICENCE = 55;

/** The container has ended before it answered. */
export function endedEarly(
  exitCode: number,
  { image, authToken }: LocalStackSettings,
  log: string | undefined,
): Failure {
  if (exitCode !== LICENCE) {
    const again = image === PINNED_IMAGE ? EMBEDDED : `Unset LOCALSTACK_IMAGE for ${PINNED_IMAGE}; ${EMBEDDED}`;
    return failure(`LocalStack (${image}) ended with exit code ${exitCode} before it was ready. ${see(log)}${again}`);
  }
  const token =
    authToken === undefined ? 'set LOCALSTACK_AUTH_TOKEN' : 'correct LOCALSTACK_AUTH_TOKEN, which it did not take';
  return failure(
    `LocalStack (${image}) ended with exit code ${LICENCE}: this image wants a licence token. ` +
      `${image === PINNED_IMAGE ? '' : `Unset LOCALSTACK_IMAGE for ${PINNED_IMAGE}, which wants none, or `}${token}. ${see(log)}`.trimEnd(),
  );
}

export function notReady({ image, startSeconds }: LocalStackSettings, log: string | undefined): Failure {
  const more = Math.max(2 * START_SECONDS, 2 * startSeconds);
  return failure(
    `LocalStack (${image}) was not ready within ${startSeconds} seconds. ${see(log)}` +
      `Give it longer with LOCALSTACK_START_SECONDS=${more}; ${EMBEDDED}`,
  );
}

/** The container ended during the run. */
export function endedInMidRun(
  ended: { readonly exitCode: number; readonly outOfMemory: boolean },
  log: string | undefined,
) {
  const why = ended.outOfMemory
    ? 'out of memory: give Docker more'
    : ended.exitCode === 137
      ? 'it was killed'
      : 'its log may say why';
  return failure(
    `LocalStack's container stopped during the run with exit code ${ended.exitCode} (${why}). ${see(log)}Run the same again.`,
  );
}

/** The Docker engine itself went away during the run. */
export function dockerGone(where: string, error: unknown): Failure {
  return failure(
    `the Docker engine at ${where} stopped answering during the run: ${reasonOf(error)}. Start it, then run the same again.`,
    error,
  );
}

export function notStarted({ image }: LocalStackSettings, error: unknown): Failure {
  const reason = oneLine(error);
  if (isDiskFull(reason)) return diskFull(reason, error);
  return failure(`Docker could not start LocalStack (${image}): ${reason}. ${EMBEDDED}`, error);
}

/** Testcontainers' clean-up container cannot be had. */
export function noRyuk(error: unknown): Failure {
  const reason = oneLine(error);
  if (isDiskFull(reason)) return diskFull(reason, error);
  return failure(
    `Testcontainers could not start Ryuk, its clean-up container: ${reason}. Let its image be pulled, or set ` +
      'TESTCONTAINERS_RYUK_DISABLED=true: train-encrypt cleans up by itself too.',
    error,
  );
}

const see = (log: string | undefined) => (log === undefined ? '' : `Its log: ${log}. `);

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return clip(text.replace(/\s+/g, ' ').trim().replace(/\.+$/, ''), 300);
}
