import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type ContainerRuntimeClient, ImageName } from 'testcontainers';
import type { Progress } from '../progress.ts';
import { notPulled } from './failures.ts';

interface PullEvent {
  readonly id?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly error?: string;
}

/** Milliseconds between two words on a pull. */
const EVERY_MS = 250;

/** Makes sure that the image is there, telling how far it has come. Rejects with a `Failure` when it cannot be had. */
export async function ensureImage(
  { container: { dockerode }, image: images }: ContainerRuntimeClient,
  name: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const image = ImageName.fromString(name);
  try {
    if (await images.exists(image)) return;
    progress({ phase: 'pulling', text: `pulling ${name}` });
    const stream = (await dockerode.pull(image.string, { abortSignal: signal })) as Readable;
    await follow(stream, name, progress, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (!isDenied(error)) throw notPulled(name, error);
    // Testcontainers knows the logins of private registries, but shows no progress and hides what went wrong.
    await images.pull(image).catch((denied: unknown) => {
      throw notPulled(name, denied);
    });
  }
  if (!(await images.exists(image))) throw notPulled(name, new Error('the engine says nothing of why'));
}

const isDenied = (error: unknown) => /unauthorized|authentication required|denied/i.test(String(error));

/** A pull has ended well unless one of its lines says otherwise: the request itself was answered long before. */
async function follow(stream: Readable, name: string, progress: Progress, signal?: AbortSignal): Promise<void> {
  const layers = new Map<string, { readonly current: number; readonly total: number }>();
  const stop = () => stream.destroy();
  signal?.addEventListener('abort', stop, { once: true });
  let reportedAt = 0;
  try {
    for await (const line of createInterface({ input: stream })) {
      if (line.trim() === '') continue;
      const { id, error, progressDetail: { current, total } = {} } = JSON.parse(line) as PullEvent;
      if (error !== undefined) throw new Error(error);
      if (id === undefined || current === undefined || total === undefined) continue;
      layers.set(id, { current, total });
      if (performance.now() - reportedAt < EVERY_MS) continue;
      reportedAt = performance.now();
      progress(pulled(name, [...layers.values()]));
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

function pulled(name: string, layers: readonly { readonly current: number; readonly total: number }[]) {
  const received = layers.reduce((sum, { current }) => sum + current, 0);
  const all = layers.reduce((sum, { total }) => sum + total, 0);
  const megabytes = (bytes: number) => Math.round(bytes / 1e6);
  return {
    phase: 'pulling',
    text: `pulling ${name}: ${megabytes(received)} of ${megabytes(all)} MB`,
    fraction: all === 0 ? 0 : received / all,
  } as const;
}
