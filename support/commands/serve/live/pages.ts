import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Journal } from '../../../gateway/index.ts';
import { Content } from '../../../gateway/pages/content.ts';
import type { Page, PageRequest } from '../../../gateway/pages/introspection.ts';
import { checked, PageError } from '../../../gateway/pages/page-error.ts';
import type { Feed } from './feed.ts';

// Browsers read these as they are: nothing compiles them.
const FILES = {
  'live.html': ['text/html; charset=utf-8', new URL('./assets/live.html', import.meta.url)],
  'live.js': ['text/javascript; charset=utf-8', new URL('./assets/live.js', import.meta.url)],
  'palette.css': [
    'text/css; charset=utf-8',
    new URL('../../../documentation/site/assets/palette.css', import.meta.url),
  ],
  'live.css': ['text/css; charset=utf-8', new URL('./assets/live.css', import.meta.url)],
  'icon.svg': ['image/svg+xml', new URL('./assets/icon.svg', import.meta.url)],
} as const;

/** Nothing from elsewhere, nothing inline, in no frame: names of jobs are somebody else's text. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

const read = (name: keyof typeof FILES): Content => {
  const [type, file] = FILES[name];
  return new Content(type, readFileSync(file, 'utf8'), name === 'live.html' ? HEADERS : {});
};

/** What a browser is shown that opens the endpoint's address. */
export const home = (): Content => read('live.html');

const replaySchema = z.strictObject({ call: z.int().positive() });

/** `/_train-encrypt/live/…`: what that page is made of, and what it asks. */
export function livePage(feed: Feed, journal: Journal, url: () => string): Page {
  return {
    text: 'what the page at / is made of: live/events is a stream of jobs and calls, POST live/replay repeats a call',
    nested: true,
    GET: (request) => {
      checked(z.strictObject({}), request.query);
      const { rest = '', lastEventId } = request;
      if (rest === 'events') return feed.stream(lastEventId);
      if (rest !== 'live.html' && Object.hasOwn(FILES, rest)) return read(rest as keyof typeof FILES);
      const [, id] = /^network\/([1-9]\d{0,14})$/.exec(rest) ?? [];
      if (id !== undefined) return networkOf(feed, Number(id));
      throw noSuch(rest);
    },
    POST: (request) => {
      if (request.rest !== 'replay') throw noSuch(request.rest ?? '');
      return again(request, journal, url());
    },
  };
}

async function networkOf(feed: Feed, job: number) {
  const verdict = feed.verdictOf(job);
  if (verdict?.network === undefined) throw new PageError(404, `job ${job} has no network, or is not kept any more`);
  const { draw } = await import('./drawing.ts');
  return draw(verdict);
}

async function again({ query, body }: PageRequest, journal: Journal, url: string) {
  checked(z.strictObject({}), query);
  const { call } = checked(replaySchema, body);
  const entry = journal.entries().find(({ sequence }) => sequence === call);
  if (entry === undefined) throw new PageError(404, `call ${call} is not kept any more`);
  // The SDK's commands by their names are many: loaded when they are wanted.
  const { replay } = await import('./replay.ts');
  const replayed = await replay(url, entry);
  if (typeof replayed === 'string') throw new PageError(409, replayed);
  return replayed;
}

const noSuch = (rest: string): PageError =>
  new PageError(404, `there is no live/${JSON.stringify(rest.slice(0, 50)).slice(1, -1)}`);
