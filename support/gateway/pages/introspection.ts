import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readBody } from '../body.ts';
import type { Refused } from '../guard.ts';
import { isBeside, isBrowsed } from './browsed.ts';
import { Content, EventStream } from './content.ts';
import { jsonInPieces } from './json-pieces.ts';
import { PageError } from './page-error.ts';

/** The gateway's own pages, beside what AWS clients ask: `/_train-encrypt/…`. */
export const PREFIX = '/_train-encrypt';

/** An answer of a page, ready to be written. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | readonly Buffer[] | EventStream;
}

/** What a page is asked. */
export interface PageRequest {
  /** What follows the page's name and a slash. */
  readonly rest: string | undefined;
  /** Of a parameter that is given twice, the last. */
  readonly query: Readonly<Record<string, string>>;
  /** JSON that came with it; undefined when nothing did. */
  readonly body: unknown;
  /** Of a reader of an event stream that comes again: the id of the last event that it has. */
  readonly lastEventId?: string | undefined;
}

/** What a page answers to a method: a `Content`, an `EventStream`, or what is written as JSON; it throws `PageError`. */
export type Handler = (request: PageRequest) => unknown;

export interface Page {
  /** What it is for, in a line. */
  readonly text: string;
  readonly GET?: Handler;
  readonly POST?: Handler;
  readonly DELETE?: Handler;
  /** Whether something may follow its name. */
  readonly nested?: boolean;
}

/** By name. */
export type Pages = Readonly<Record<string, Page>>;

/** What `/_train-encrypt/` lists. */
export interface ListedPage {
  readonly path: string;
  readonly methods: readonly string[];
  readonly text: string;
}

/** Bytes of a request to a page. */
const BODY_BYTES = 1024 * 1024;

const METHODS = ['GET', 'POST', 'DELETE'] as const;

/** What answers requests that are no client's. */
export interface Introspected {
  readonly pages: Pages;
  /** What a browser is shown that opens the endpoint's address. Default: nothing, it is answered as any other client. */
  readonly home?: (() => Content) | undefined;
  /** Why a request is not answered. */
  readonly refused: (request: IncomingMessage) => Refused | undefined;
}

/** Answers a request below `/_train-encrypt`, or of a browser. Undefined when the client went away. */
export async function introspect(request: IncomingMessage, introspected: Introspected): Promise<Answer | undefined> {
  try {
    return await answer(request, introspected);
  } catch (error) {
    if (!(error instanceof PageError)) {
      process.stderr.write(`train-encrypt: fault while answering ${request.url}: ${(error as Error).stack}\n`);
      return json(500, { error: 'train-encrypt: this is a fault of train-encrypt itself; its log has the trace' });
    }
    return json(error.status, { error: `train-encrypt: ${error.message}`, ...error.details }, error.headers);
  } finally {
    request.resume();
  }
}

async function answer(request: IncomingMessage, { pages, home, refused }: Introspected): Promise<Answer | undefined> {
  const stranger = refused(request);
  if (stranger !== undefined) throw new PageError(403, stranger.text);
  const url = request.url ?? '/';
  if (!isIntrospection(url)) {
    if (url === '/favicon.ico') return written(NO_ICON);
    if (home === undefined || isBeside(url)) throw new PageError(404, 'there is no such page');
    return written(home());
  }
  const { name, rest, query } = partsOf(url);
  const page = name === '' ? listOf(pages) : Object.hasOwn(pages, name) ? pages[name] : undefined;
  if (page === undefined || (rest !== undefined && !page.nested)) {
    const known = Object.keys(pages).map((known) => `${PREFIX}/${known}`);
    throw new PageError(404, 'there is no such page', { details: { pages: known } });
  }
  const method = METHODS.find((method) => method === (request.method === 'HEAD' ? 'GET' : request.method));
  const handler = method && page[method];
  if (handler === undefined) {
    const allowed = methodsOf(page).join(', ');
    throw new PageError(405, `${PREFIX}/${name} is asked with ${allowed}`, { headers: { allow: allowed } });
  }
  const body = method === 'POST' ? await jsonBody(request) : { value: undefined };
  if (body === undefined) return undefined;
  const lastEventId = request.headers['last-event-id'];
  return written(
    await handler({ rest, query, body: body.value, ...(typeof lastEventId === 'string' && { lastEventId }) }),
  );
}

/** For pages of JSON: a browser complains of an icon that is missing. */
const NO_ICON = new Content('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>');

/** Texts that this package brings along hold no secret. */
function written(answered: unknown): Answer | Promise<Answer> {
  if (answered instanceof Content) return { status: 200, headers: answered.headers, body: answered.body };
  if (answered instanceof EventStream) return { status: 200, headers: {}, body: answered };
  return json(200, answered);
}

/** Writes an answer. @param closing aborted when the gateway closes */
export function writeAnswer(response: ServerResponse, { status, headers, body }: Answer, closing: AbortSignal): void {
  if (body instanceof EventStream) {
    if (response.req.method === 'HEAD') response.writeHead(status, { 'content-type': 'text/event-stream' }).end();
    else body.pipe(response, closing);
    return;
  }
  const pieces = typeof body === 'string' ? [Buffer.from(body)] : body;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  response.writeHead(status, { ...headers, 'content-length': length });
  if (response.req.method === 'HEAD') response.end();
  // Whoever goes away before the end has no answer, and there is nothing to be done about it.
  else pipeline(Readable.from(pieces), response).catch(() => undefined);
}

/** `/_train-encrypt/` itself: what there is, with a line each. */
function listOf(pages: Pages): Page {
  const listed = Object.entries(pages).map(([name, page]) => ({
    path: `${PREFIX}/${name}`,
    methods: methodsOf(page),
    text: page.text,
  }));
  return { text: 'this list', GET: (): { readonly pages: readonly ListedPage[] } => ({ pages: listed }) };
}

const methodsOf = (page: Page): readonly string[] =>
  METHODS.filter((method) => page[method]).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));

/** Whether a request is no client's: for a page of the gateway's own, or of a browser that opened its address. */
export function isForPages(request: IncomingMessage, home: Introspected['home']): boolean {
  return isIntrospection(request.url ?? '/') || (home !== undefined && isBrowsed(request));
}

/** Whether a path belongs to the gateway itself. */
function isIntrospection(path: string): boolean {
  return path === PREFIX || path.startsWith(`${PREFIX}/`) || path.startsWith(`${PREFIX}?`);
}

function partsOf(path: string) {
  const [before = '', query = ''] = path.split(/\?(.*)/s, 2);
  const [name = '', ...rest] = before.slice(PREFIX.length + 1).split('/');
  return {
    name,
    rest: rest.length === 0 ? undefined : rest.join('/'),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** A page of another site can send text unasked, but not JSON. */
async function jsonBody(request: IncomingMessage): Promise<{ readonly value: unknown } | undefined> {
  if (isBodyless(request)) return { value: undefined };
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new PageError(415, 'send JSON, with the header Content-Type: application/json');
  }
  const body = await readBody(request, { limit: BODY_BYTES, decode: true });
  switch (body.kind) {
    case 'aborted':
      return undefined;
    case 'too-large':
      throw new PageError(413, `the body is larger than ${BODY_BYTES} bytes`, { headers: { connection: 'close' } });
    case 'whole':
      try {
        return { value: JSON.parse(Buffer.from(body.bytes).toString('utf8')) };
      } catch (error) {
        throw new PageError(400, `the body is not JSON: ${(error as Error).message}`);
      }
    default:
      throw new PageError(415, 'the body cannot be decoded; send it as it is, or as gzip');
  }
}

/** As `curl -X POST` sends it. What a browser sends in this form has an Origin, and was refused before. */
function isBodyless({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

async function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: [...(await jsonInPieces(body)), Buffer.from('\n')],
  };
}
