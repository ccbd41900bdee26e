import type { Stream } from './try.ts';

/** Where what a command prints goes while it runs, and what is left of it at its end. */
export interface Streaming {
  write(stream: Stream, chunk: Uint8Array): void;
  /** Writes what has come of a last line without an end. */
  end(): void;
}

type Write = (stream: Stream, data: Uint8Array | string) => void;

/** As it comes, byte for byte. */
export const raw = (write: Write): Streaming => ({ write, end() {} });

/** Line by line, with whose line it is before each. */
export function prefixed(prefix: string, write: Write): Streaming {
  const lines = { stdout: new Lines(), stderr: new Lines() };
  const tell = (stream: Stream, texts: readonly string[]) => {
    if (texts.length > 0) write(stream, texts.map((text) => `${prefix}${text}\n`).join(''));
  };
  return {
    write: (stream, chunk) => tell(stream, lines[stream].add(chunk)),
    end() {
      for (const stream of ['stdout', 'stderr'] as const) tell(stream, lines[stream].end());
    },
  };
}

/** Longer lines are cut in pieces, so that a command that ends none cannot fill the memory. */
const LONGEST_LINE = 64 * 1024;

class Lines {
  readonly #decoder = new TextDecoder();
  #rest = '';

  add(chunk: Uint8Array): readonly string[] {
    const parts = `${this.#rest}${this.#decoder.decode(chunk, { stream: true })}`.split('\n');
    this.#rest = parts.pop() ?? '';
    if (this.#rest.length > LONGEST_LINE) {
      parts.push(this.#rest);
      this.#rest = '';
    }
    // What rewrites its line, as progress bars do, leaves the last of it.
    return parts.map((line) => line.replace(/\r$/, '').replace(/^.*\r/s, ''));
  }

  end(): readonly string[] {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = '';
    return rest === '' ? [] : [rest];
  }
}
