import { shownColoured } from '../../text/shown.ts';
import type { Stream } from './try.ts';

/** Where what a command prints goes while it runs, and what is left of it at its end. */
export interface Streaming {
  write(stream: Stream, chunk: Uint8Array): void;
  /** Writes what has come of a last line without an end. */
  end(): void;
}

type Write = (stream: Stream, data: Uint8Array | string) => void;

/** Line by line, colours and rewritten lines too; what else a terminal or a CI service would act on is shown escaped. */
export function raw(write: Write): Streaming {
  const lines = { stdout: new Lines(true), stderr: new Lines(true) };
  const tell = (stream: Stream, texts: readonly string[]) => {
    if (texts.length > 0) write(stream, texts.map(shownColoured).join(''));
  };
  return {
    write: (stream, chunk) => tell(stream, lines[stream].add(chunk)),
    end() {
      for (const stream of ['stdout', 'stderr'] as const) tell(stream, lines[stream].end());
    },
  };
}

/** Line by line, with whose line it is before each. */
export function prefixed(prefix: string, write: Write): Streaming {
  const lines = { stdout: new Lines(), stderr: new Lines() };
  const tell = (stream: Stream, texts: readonly string[]) => {
    if (texts.length > 0) write(stream, texts.map((text) => `${prefix}${shownColoured(text)}\n`).join(''));
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
  readonly #ends: boolean;
  #rest = '';

  /** @param ends whether lines keep their ends, and those that are rewritten are kept */
  constructor(ends = false) {
    this.#ends = ends;
  }

  add(chunk: Uint8Array): readonly string[] {
    const text = `${this.#rest}${this.#decoder.decode(chunk, { stream: true })}`;
    const parts = text.split(this.#ends ? /(?<=\n|\r(?!\n))/ : '\n');
    if (this.#ends && /[\r\n]$/.test(text)) parts.push('');
    this.#rest = parts.pop() ?? '';
    if (this.#rest.length > LONGEST_LINE) {
      parts.push(this.#rest);
      this.#rest = '';
    }
    // What rewrites its line, as progress bars do, leaves the last of it.
    if (this.#ends) return parts;
    return parts.map((line) => line.replace(/\r$/, '').replace(/^.*\r/s, ''));
  }

  end(): readonly string[] {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = '';
    return rest === '' ? [] : [rest];
  }
}
