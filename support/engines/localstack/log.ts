import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ContainerRuntimeClient } from 'testcontainers';

type Container = ReturnType<ContainerRuntimeClient['container']['getById']>;

/** The last lines, more than any fault takes to show. */
const LINES = 5_000;

/** Writes a container's log into a folder; resolves to the file, or to undefined when there is no log. */
export async function keepLog(container: Container, folder: string): Promise<string | undefined> {
  try {
    const log = await container.logs({ stdout: true, stderr: true, timestamps: false, tail: LINES });
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'localstack.log');
    writeFileSync(file, unframed(log));
    return relative(process.cwd(), file) || file;
  } catch {
    return undefined;
  }
}

/** Docker sends both streams in one, in frames: a byte for the stream, three empty ones, four for the length. */
function unframed(log: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= log.length; ) {
    const end = at + 8 + log.readUInt32BE(at + 4);
    parts.push(log.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(parts);
}
