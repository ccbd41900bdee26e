import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Engine } from '../engines/engine.ts';
import { version } from '../package.ts';
import type { Caller, Service, ServiceResponse } from '../protocol/service.ts';
import { drain, type Reading, readBody } from './body.ts';
import { answerBrokenRequests } from './client-error.ts';
import { dispatch, refuseBody } from './dispatch.ts';
import { callOf, faultAnswer, operationNamed } from './faults/answer.ts';
import { hold, reset } from './faults/connection.ts';
import { Faults, NO_STRIKE, type Strike } from './faults/faults.ts';
import { endStreamed } from './faults/streamed.ts';
import { forward, type Streamed, streamsTo } from './forward.ts';
import { createGuard, type Refused } from './guard.ts';
import { type JournalEntry, JournalRing } from './journal.ts';
import { entryOf, type Seen } from './journal-entry.ts';
import { listen } from './listen.ts';
import { callsPage } from './pages/calls.ts';
import type { Content } from './pages/content.ts';
import { faultsPage } from './pages/faults.ts';
import { type Answer, introspect, isForPages, type Pages, writeAnswer } from './pages/introspection.ts';
import { replayedIn } from './pages/replayed.ts';
import { withInput } from './recorded-input.ts';
import { type Envelope, refusal } from './refusal.ts';
import { readScope, unsignedScope } from './scope.ts';
import { send, sendWhole } from './send.ts';

export type { Journal, JournalEntry } from './journal.ts';

export interface GatewayOptions {
  /** Services that answer here, such as the SageMaker stub. */
  readonly services: readonly Service[];
  /** What answers EC2 and its neighbours. */
  readonly engine: Engine;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Names by which it is asked, beside addresses, `localhost` and `host`; others are refused. */
  readonly allowedHosts?: readonly string[];
  /** What `GET /_train-encrypt/health` reports beside engine and versions. */
  readonly health: () => Readonly<Record<string, unknown>>;
  /** Told of every call once it was answered. */
  readonly onCall?: (entry: JournalEntry) => void;
  /** Faults that are set. Default: none, until `/_train-encrypt/faults` adds some. */
  readonly faults?: Faults;
  /** Pages below `/_train-encrypt` beside `health`, `faults` and `calls`. */
  readonly pages?: (journal: JournalRing) => Pages;
  /** What a browser is shown that opens the endpoint's address. Default: it is answered as any unsigned request. */
  readonly home?: () => Content;
  readonly limits?: Partial<GatewayLimits>;
}

export interface GatewayLimits {
  /** Bytes of a request's body, inflated or not. Default 8 MiB. */
  readonly bodyBytes: number;
  /** Bytes of a body for S3: an object, or a part of one. Default 64 MiB. */
  readonly objectBytes: number;
  /** Milliseconds until a request's headers must have arrived. Default 10,000. */
  readonly headersMs: number;
  /** Milliseconds until a whole request must have arrived. Default 60,000. */
  readonly requestMs: number;
  /** Milliseconds that requests under way get when the gateway closes. Default 2,000. */
  readonly closeMs: number;
}

/** The one endpoint that clients see. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  readonly journal: JournalRing;
  readonly faults: Faults;
  /** Keeps a call that the service made in place of a client, as if it had come in. */
  record(caller: Caller, call: ServiceCallRecord): void;
}

/** A call of the service's own. */
export type ServiceCallRecord = Pick<
  JournalEntry,
  'operation' | 'input' | 'output' | 'error' | 'status' | 'launchedBy'
>;

const MIB = 1024 * 1024;

const LIMITS: GatewayLimits = {
  bodyBytes: 8 * MIB,
  objectBytes: 64 * MIB,
  headersMs: 10_000,
  requestMs: 60_000,
  closeMs: 2_000,
};

/**
 * Starts the one endpoint. Requests go by the service of their signature's scope: to `services`, else to the engine.
 * Rejects with a `Failure` when host or port cannot be had.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const limits = { ...LIMITS, ...options.limits };
  const journal = new JournalRing();
  const faults = options.faults ?? new Faults();
  const host = options.host ?? '127.0.0.1';
  const guard = createGuard(host, options.allowedHosts);
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
      // Longer than SDKs keep a connection, so that none is closed under a request just sent.
      keepAliveTimeout: 60_000,
    },
    (request, response) => {
      take(request, response, context).catch((error: Error) => {
        process.stderr.write(`train-encrypt: fault while answering a request: ${error.stack}\n`);
        response.destroy();
      });
    },
  );
  const closing = new AbortController();
  const context: Context = {
    ...options,
    journal,
    faults,
    limits,
    listening: () => server.listening,
    refused: (request) => guard(request, 'service'),
    closing: closing.signal,
    introspect: (request) =>
      introspect(request, { pages, home: options.home, refused: (asking) => guard(asking, 'page') }),
  };
  const pages: Pages = {
    health: { text: 'engine, version and rules', GET: () => healthOf(context) },
    faults: faultsPage(faults),
    calls: callsPage(journal),
    ...options.pages?.(journal),
  };
  answerBrokenRequests(server);
  const url = await listen(server, host, options.port ?? 0);
  const record = (caller: Caller, call: ServiceCallRecord): void => {
    const sequence = journal.next();
    const seen = { sequence, time: new Date().toISOString(), durationMs: 0, caller, service: 'sagemaker' };
    const body = JSON.stringify(call.output ?? '');
    const { status, launchedBy } = call;
    const sent = Buffer.from(JSON.stringify(call.input ?? ''));
    keep(context, { call, body }, sent, { ...seen, status, ...(launchedBy && { launchedBy }) });
    journal.done(sequence);
  };
  return {
    url,
    journal,
    faults,
    record,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await close(server, limits.closeMs);
    },
  };
}

interface Context extends Omit<GatewayOptions, 'pages'> {
  readonly journal: JournalRing;
  readonly faults: Faults;
  readonly limits: GatewayLimits;
  /** False once the gateway closes: connections then end with their answer. */
  readonly listening: () => boolean;
  /** Why a request is no client's. */
  readonly refused: (request: IncomingMessage) => Refused | undefined;
  readonly introspect: (request: IncomingMessage) => Promise<Answer | undefined>;
  /** Aborted when the gateway closes: what streams then ends. */
  readonly closing: AbortSignal;
}

async function take(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  if (isForPages(request, context.home)) {
    const page = await context.introspect(request);
    if (page !== undefined) writeAnswer(response, page, context.closing);
    return;
  }
  const sequence = context.journal.next();
  try {
    await answer(request, response, context, sequence);
  } finally {
    context.journal.done(sequence);
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
  sequence: number,
): Promise<void> {
  const path = request.url ?? '/';
  const method = request.method ?? 'GET';
  const started = performance.now();
  const time = new Date().toISOString();
  const headers = plain(request);
  const since = () => Math.round((performance.now() - started) * 1000) / 1000;
  const refused = context.refused(request);
  if (refused !== undefined) {
    const envelope = { requestId: randomUUID(), method, path, headers, body: new Uint8Array(), service: undefined };
    const answered = refusal(envelope, 403, refused.code, refused.text);
    send(response, answered, false);
    // Of no account: the one it names did not send it.
    const nobody = { caller: { account: '', region: '' }, service: '', status: 403 };
    keep(context, answered, envelope.body, { sequence, time, durationMs: since(), ...nobody });
    await drain(request, context.limits.bodyBytes);
    response.end();
    return;
  }
  let scope = readScope(headers, path);

  const strikeOf = (sent: Envelope): Strike =>
    scope === undefined
      ? NO_STRIKE
      : context.faults.strike({ caller: scope.caller, service: scope.service, operation: operationNamed(sent) });

  const upstream = scope && streamsTo(scope, headers, context);
  if (scope !== undefined && upstream !== undefined) {
    const { caller, service } = scope;
    const envelope = { requestId: randomUUID(), method, path, headers, body: new Uint8Array(), service };
    const strike = strikeOf(envelope);
    response.shouldKeepAlive &&= context.listening();
    await hold(response, strike.delayMs);
    const onAnswer = ({ status, call }: Streamed) => {
      const seen = { sequence, time, durationMs: since(), caller, service, status, ...struckBy(strike) };
      keep(context, { call, body: '' }, envelope.body, seen);
    };
    if (strike.ends !== undefined) return endStreamed(request, response, envelope, strike, onAnswer);
    const streamed = await forward(request, response, envelope, scope, upstream);
    if (streamed !== undefined) onAnswer(streamed);
    return;
  }

  const reading = readingFor(scope?.service ?? '', context.limits);
  const body = await readBody(request, reading);
  if (body.kind === 'aborted') return;

  const bytes = body.kind === 'whole' ? body.bytes : new Uint8Array();
  scope ??= unsignedScope(headers, bytes);
  const caller = scope?.caller ?? { account: '', region: '' };
  const service = scope?.service ?? '';
  const envelope: Envelope = { requestId: randomUUID(), method, path, headers, body: bytes, service: scope?.service };
  const strike = body.kind === 'whole' ? strikeOf(envelope) : NO_STRIKE;
  const answered =
    body.kind === 'whole'
      ? (faultAnswer(envelope, strike) ?? (await dispatch(envelope, scope, context)))
      : refuseBody(envelope, body.kind, reading.limit);

  await hold(response, strike.delayMs);
  if (strike.ends?.fault === 'reset') await reset(response, answered, strike.ends.when);
  else if (body.kind === 'too-large') send(response, answered, false);
  else sendWhole(response, answered, context.listening());
  // Before the rest of the request is read: the client may go on as soon as it has its answer.
  const { status, call } = callOf(answered, strike);
  keep(context, { call: withInput(call, envelope), body: answered.body }, bytes, {
    sequence,
    time,
    durationMs: since(),
    caller,
    service,
    status,
    ...replayedIn(headers),
    ...struckBy(strike),
  });
  if (body.kind !== 'too-large') return;
  await drain(request, reading.limit);
  response.end();
}

function struckBy({ by }: Strike): Pick<JournalEntry, 'faults'> {
  return by.length === 0 ? {} : { faults: by };
}

function readingFor(service: string, { bodyBytes, objectBytes }: GatewayLimits): Reading {
  return service === 's3' ? { limit: objectBytes, decode: false } : { limit: bodyBytes, decode: true };
}

function keep(context: Context, answered: Pick<ServiceResponse, 'body' | 'call'>, sent: Uint8Array, seen: Seen): void {
  const entry = entryOf(seen, answered.call);
  context.journal.add(entry, sent.length + answered.body.length + 512);
  context.onCall?.(entry);
}

function healthOf(context: Context): Readonly<Record<string, unknown>> {
  const { engine } = context;
  return {
    status: 'ok',
    version,
    engine: { name: engine.name, description: engine.description },
    services: [...context.services.map(({ name }) => name), ...engine.services],
    node: process.version,
    ...context.health(),
  };
}

function plain(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}

async function close(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(force);
}
