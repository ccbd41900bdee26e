import type { Mask } from '../../text/secrets.ts';
import type { OutputStream } from './output.ts';

/** What a command prints, on its way to the terminal. */
export interface MaskedOutput {
  write(stream: OutputStream, chunk: Uint8Array): void;
  /** Passes on what has come of a last line without an end. */
  end(): void;
}

/** Bytes of a line that are held back at most: a command that ends none cannot fill the memory. */
const LONGEST_LINE = 64 * 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Masks secrets in what is passed on while it is printed: a secret may come in pieces, so whole lines are passed on, and
 * a private key as one.
 */
export function maskedOutput(mask: Mask, onOutput: (stream: OutputStream, chunk: Uint8Array) => void): MaskedOutput {
  const held: Record<OutputStream, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  const tell = (stream: OutputStream, bytes: Buffer) => {
    if (bytes.length === 0) return;
    const text = bytes.toString();
    const masked = mask(text);
    onOutput(stream, masked === text ? bytes : Buffer.from(masked));
  };
  return {
    write(stream, chunk) {
      const all = Buffer.concat([held[stream], chunk]);
      const end = all.length > LONGEST_LINE ? all.length : wholeUntil(all);
      held[stream] = all.subarray(end);
      tell(stream, all.subarray(0, end));
    },
    end() {
      for (const stream of ['stdout', 'stderr'] as const) {
        tell(stream, held[stream]);
        held[stream] = Buffer.alloc(0);
      }
    },
  };
}

/** Where the last whole line ends, outside a private key. */
function wholeUntil(bytes: Buffer): number {
  const end = Math.max(bytes.lastIndexOf(LINE_FEED), bytes.lastIndexOf(CARRIAGE_RETURN)) + 1;
  const text = bytes.toString('latin1', 0, end);
  const begun = text.lastIndexOf('-----BEGIN ');
  return begun < 0 || text.includes('-----END ', begun) ? end : begun;
}
