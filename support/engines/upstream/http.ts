import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { passedOn } from './headers.ts';

/** A request small enough to be held in memory. */
export interface SmallRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface SmallAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Milliseconds without a byte after which an answer is given up. */
const SILENCE_MS = 60_000;
/** Milliseconds that a connection is kept unused: less than any emulator keeps its end open. */
const IDLE_MS = 4_000;

/** Opens a request with the client that the URL's scheme needs. */
export function open(url: URL, options: RequestOptions) {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return request({ hostname: url.hostname.replace(/^\[|\]$/g, ''), port: url.port, ...options });
}

/** Connections to one server, kept between requests. */
export class Connections implements Disposable {
  readonly #url: URL;
  readonly #agent: HttpAgent;

  constructor(url: URL) {
    this.#url = url;
    const options = { keepAlive: true, maxSockets: 64, timeout: IDLE_MS };
    this.#agent = url.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
  }

  /** Rejects with `Unreachable` when the server cannot be reached, closes early or stays silent for a minute. */
  async send(small: SmallRequest, silenceMs = SILENCE_MS): Promise<SmallAnswer> {
    try {
      return await this.#once(small, silenceMs).catch((error: unknown) => {
        // A kept connection that the other side closed just then has carried nothing: the request may go again.
        if (error instanceof StaleConnection) return this.#once(small, silenceMs);
        throw error;
      });
    } catch (error) {
      throw new Unreachable(error);
    }
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  async #once({ method, path, headers, body }: SmallRequest, silenceMs: number): Promise<SmallAnswer> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = open(this.#url, {
        agent: this.#agent,
        method,
        path,
        headers: { ...passedOn(headers), 'content-length': String(body.length) },
      });
      request.setTimeout(silenceMs, () => {
        request.destroy(Object.assign(new Error(`no answer within ${silenceMs / 1000} s`), { code: 'ETIMEDOUT' }));
      });
      request.once('error', (error: NodeJS.ErrnoException) => {
        const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        reject(stale ? new StaleConnection() : error);
      });
      request.once('response', resolve);
      request.end(body);
    });
    return { status: answer.statusCode ?? 0, headers: plain(answer), body: await buffer(answer) };
  }
}

class StaleConnection extends Error {}

/** A server gave no answer. The cause says why, in the system's terms. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function plain(answer: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(passedOn(answer.headers))) {
    headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}
