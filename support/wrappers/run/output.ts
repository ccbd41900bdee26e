import { stripVTControlCharacters } from 'node:util';

export type OutputStream = 'stdout' | 'stderr';

export interface OutputLimits {
  /** Bytes passed on, of both streams together. */
  readonly passedOn: number;
  /** Bytes kept, the last ones. */
  readonly kept: number;
}

/** What a command prints: the first of it is passed on, the last of it kept, all of it counted. */
export class Output {
  readonly #limits: OutputLimits;
  readonly #passOn: (stream: OutputStream, chunk: Uint8Array) => void;
  #chunks: { readonly stream: OutputStream; readonly bytes: Uint8Array }[] = [];
  /** Index of the oldest chunk that is kept: taking them off the front one by one would be slow. */
  #oldest = 0;
  #kept = 0;
  #bytes = 0;

  constructor(limits: OutputLimits, passOn: (stream: OutputStream, chunk: Uint8Array) => void) {
    this.#limits = limits;
    this.#passOn = passOn;
  }

  /** Bytes printed so far. */
  get bytes(): number {
    return this.#bytes;
  }

  get cut(): boolean {
    return this.#bytes > this.#limits.passedOn;
  }

  add(stream: OutputStream, bytes: Uint8Array): void {
    const room = this.#limits.passedOn - this.#bytes;
    this.#bytes += bytes.length;
    this.#keep(stream, bytes);
    if (room > 0 && bytes.length > 0) this.#passOn(stream, bytes.length > room ? bytes.subarray(0, room) : bytes);
  }

  /** The last of what was printed, colours taken out, broken UTF-8 replaced. */
  text(): string {
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    const surplus = Math.max(0, this.#kept - this.#limits.kept);
    const whole = this.#bytes <= this.#limits.kept;
    let text = '';
    for (const [index, { stream, bytes }] of this.#chunks.slice(this.#oldest).entries()) {
      const from = index > 0 || whole ? 0 : characterFrom(bytes, surplus);
      text += decoders[stream].decode(bytes.subarray(from), { stream: true });
    }
    return stripVTControlCharacters(text + decoders.stdout.decode() + decoders.stderr.decode());
  }

  #keep(stream: OutputStream, bytes: Uint8Array): void {
    // Keeps no chunk alive that is much larger than what is kept of it.
    const last = bytes.length > this.#limits.kept ? bytes.slice(-this.#limits.kept) : bytes;
    this.#chunks.push({ stream, bytes: last });
    this.#kept += last.length;
    for (;;) {
      const oldest = this.#chunks[this.#oldest]?.bytes.length ?? 0;
      if (this.#kept - oldest < this.#limits.kept || oldest === this.#kept) break;
      this.#kept -= oldest;
      this.#oldest += 1;
    }
    if (this.#oldest > 1024) {
      this.#chunks = this.#chunks.slice(this.#oldest);
      this.#oldest = 0;
    }
  }
}

/** The start of the first whole character at or after `index`. */
function characterFrom(bytes: Uint8Array, index: number): number {
  let at = index;
  while (at < index + 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at += 1;
  return at;
}
