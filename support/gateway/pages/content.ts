import type { ServerResponse } from 'node:http';

/** What a page answers that is no JSON: a document, a script, a picture. */
export class Content {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;

  /** @param type the media type, such as `text/html; charset=utf-8` */
  constructor(type: string, body: string, headers: Readonly<Record<string, string>> = {}) {
    this.body = body;
    this.headers = { 'content-type': type, ...PRIVATE, ...headers };
  }
}

/** Where an event stream is written to. */
export interface EventSink {
  /** `data` is one line of JSON. False once nobody reads any more. */
  readonly send: (event: { readonly id: string; readonly name: string; readonly data: string }) => boolean;
}

/**
 * Server-Sent Events: https://html.spec.whatwg.org/multipage/server-sent-events.html.
 * The stream stays open until its reader or the gateway goes.
 */
export class EventStream {
  /** Called once there is a reader; what it gives back is called when that has gone. */
  readonly opened: (sink: EventSink) => () => void;

  constructor(opened: (sink: EventSink) => () => void) {
    this.opened = opened;
  }

  /** @param closing aborted when the gateway closes */
  pipe(response: ServerResponse, closing: AbortSignal): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...PRIVATE });
    // Otherwise a reader learns that it is connected only with the first event.
    response.write(': train-encrypt\n\n');
    const send: EventSink['send'] = ({ id, name, data }) => {
      if (response.writableEnded || response.destroyed) return false;
      // Who does not read is asked to come again; a stream reports where it was.
      if (response.writableLength > MOST_UNREAD) {
        response.end();
        return false;
      }
      response.write(`id: ${id}\nevent: ${name}\ndata: ${data}\n\n`);
      return true;
    };
    const close = this.opened({ send });
    const beat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
    beat.unref();
    const end = () => response.end();
    closing.addEventListener('abort', end, { once: true });
    response.once('close', () => {
      clearInterval(beat);
      closing.removeEventListener('abort', end);
      close();
    });
    if (closing.aborted) end();
  }
}

/** For this browser only, and never from its cache; no page of another site may embed it. */
const PRIVATE = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/** Bytes. */
const MOST_UNREAD = 8 * 1024 * 1024;

/** Shorter than proxies wait. */
const HEARTBEAT_MS = 20_000;
