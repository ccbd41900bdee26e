import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Failure } from '../../failure.ts';
import type { QueryFlavour } from '../../protocol/query-options.ts';
import { type Caller, ServiceError, type ServiceRequest, type ServiceResponse } from '../../protocol/service.ts';
import { clip } from '../../text/clip.ts';
import type { Engine, EngineName, EngineReference, Upstream } from '../engine.ts';
import { type AppliedWorkaround, Workarounds } from '../workarounds/index.ts';
import type { AdjustedCall } from '../workarounds/workaround.ts';
import { accountHeaders, scopeHeader } from './account.ts';
import { upstreamClient } from './client.ts';
import { type Ec2Call, errorXml, outputXml, readCall, readError, readOutput, redacted } from './ec2-call.ts';
import { Connections, type SmallAnswer, type SmallRequest, Unreachable } from './http.ts';
import { noLongerAnswers } from './losses.ts';

/** What all emulators answer that wrappers are known to ask; an upstream is asked for any other service too. */
const SERVICES = ['ec2', 'sts', 's3', 'iam'];

export interface UpstreamOptions {
  /** Told of each use of a workaround. */
  readonly onWorkaround?: (applied: AppliedWorkaround) => void;
  /** Default true. Without them the upstream answers as it is. */
  readonly workarounds?: boolean;
  /** Finds out why the upstream cannot be reached; undefined when that is not known. */
  readonly whyLost?: () => Promise<Failure | undefined>;
  /** Runs once, when the engine is disposed of. */
  readonly close?: () => Promise<void>;
}

/** An engine in another process, reached over HTTP. */
export class UpstreamEngine implements Engine {
  readonly name: EngineName;
  readonly description: string;
  readonly services = SERVICES;
  readonly reference: EngineReference;
  readonly upstream: Upstream;
  readonly gone: Promise<Failure>;
  readonly #url: URL;
  readonly #connections: Connections;
  readonly #workarounds: Workarounds;
  readonly #options: UpstreamOptions;
  readonly #clients = new Map<string, EC2Client>();
  readonly #settleGone: (failure: Failure) => void;
  #lost: Promise<Failure> | undefined;
  #closed: Promise<void> | undefined;

  constructor(reference: EngineReference, options: UpstreamOptions = {}) {
    const { name, description, kind } = reference;
    this.name = name;
    this.description = description;
    this.reference = reference;
    this.#url = new URL(reference.url);
    this.#connections = new Connections(this.#url);
    this.#workarounds = new Workarounds(options.workarounds === false ? 'other' : kind, options.onWorkaround);
    this.#options = options;
    let settleGone: (failure: Failure) => void = () => {};
    this.gone = new Promise((resolve) => {
      settleGone = resolve;
    });
    this.#settleGone = settleGone;
    this.upstream = {
      url: this.#url,
      accountHeaders: (caller) => accountHeaders(kind, caller),
      lost: async (error) => (await this.#lose(error)).message,
    };
  }

  async handle(service: string, request: ServiceRequest): Promise<ServiceResponse> {
    try {
      return service === 'ec2' ? await this.#ec2(request) : await this.#passOn(service, request);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      const { message } = await this.#lose(error);
      const { operation, input } = readCall(request);
      const call = understood(service === 'ec2' ? { operation, input } : { operation });
      const lost = new ServiceError('ServiceUnavailable', `train-encrypt: ${message}`, 503);
      return refused(request, lost, call, service === 'ec2' ? 'ec2' : 'aws');
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  /** Resolves `gone`, with what is known to have happened to the engine. */
  end(failure: Failure): void {
    this.#lost ??= Promise.resolve(failure);
    this.#settleGone(failure);
  }

  async #close(): Promise<void> {
    for (const client of this.#clients.values()) client.destroy();
    this.#connections[Symbol.dispose]();
    await this.#options.close?.();
  }

  #lose(error: Error): Promise<Failure> {
    this.#lost ??= (async () => {
      const failure = (await this.#options.whyLost?.()) ?? noLongerAnswers(this.reference, error);
      this.#settleGone(failure);
      return failure;
    })();
    return this.#lost;
  }

  async #passOn(service: string, request: ServiceRequest): Promise<ServiceResponse> {
    const { operation } = readCall(request);
    const answer = await this.#send(service, request, request.caller);
    const error = answer.status < 400 ? undefined : readError(answer.body);
    return { ...answer, call: { ...(operation !== undefined && { operation }), ...(error && { error }) } };
  }

  async #ec2(request: ServiceRequest): Promise<ServiceResponse> {
    const call = readCall(request);
    const adjusted = this.#adjusted(call, request.caller);
    let answer: SmallAnswer;
    try {
      const changed = adjusted !== undefined && (await this.#workarounds.before(adjusted));
      answer = await this.#send('ec2', changed ? posted(request, call) : request, request.caller);
    } catch (error) {
      if (error instanceof ServiceError) return refused(request, error, understood(call));
      throw error;
    }
    if (answer.status < 400) return this.#answered(request, call, adjusted, answer);
    const error = readError(answer.body);
    if (error !== undefined) return { ...answer, call: { ...understood(call), error } };
    const text = `train-encrypt: ${this.description} answered with status ${answer.status}, and not in EC2's words: ${firstWords(answer.body)}`;
    return refused(request, new ServiceError('InternalError', text, answer.status), understood(call));
  }

  async #answered(
    request: ServiceRequest,
    call: Ec2Call,
    adjusted: AdjustedCall | undefined,
    answer: SmallAnswer,
  ): Promise<ServiceResponse> {
    const output = readOutput(call, answer.body);
    const { schema } = call;
    if (output === undefined || schema === undefined) return { ...answer, call: understood(call) };
    const changed = adjusted !== undefined && (await this.#workarounds.after(output, adjusted));
    const record = { ...understood(call), output: redacted(schema[5], output) };
    if (!changed) return { ...answer, call: record };
    return xml(answer.status, outputXml(schema, output, request.requestId), request, record);
  }

  /** The call as workarounds see it; undefined when none looks at it. */
  #adjusted({ operation, form }: Ec2Call, caller: Caller): AdjustedCall | undefined {
    if (operation === undefined || !this.#workarounds.concern(operation)) return undefined;
    return { operation, form, caller, ec2: this.#client(caller) };
  }

  #send(service: string, request: SmallRequest, caller: Caller): Promise<SmallAnswer> {
    const { headers, path } = request;
    const signed = headers.authorization !== undefined || /[?&]X-Amz-Credential=/i.test(path);
    return this.#connections.send({
      ...request,
      headers: {
        ...headers,
        ...(!signed && scopeHeader(service, caller)),
        ...accountHeaders(this.reference.kind, caller),
        host: this.#url.host,
      },
    });
  }

  #client(caller: Caller): EC2Client {
    const key = `${caller.account} ${caller.region}`;
    let client = this.#clients.get(key);
    if (client === undefined) {
      client = upstreamClient(this.#url, caller, (request) => this.#send('ec2', request, caller));
      this.#clients.set(key, client);
    }
    return client;
  }
}

/** What the journal keeps of a call. */
const understood = ({ operation, input }: { readonly operation?: string | undefined; readonly input?: unknown }) => ({
  ...(operation !== undefined && { operation }),
  ...(input !== undefined && { input }),
});

/** The request with the form as workarounds left it. */
function posted(request: ServiceRequest, { form }: Ec2Call) {
  const headers = { ...request.headers, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  return { method: 'POST', path: '/', headers, body: Buffer.from(form.toString()) };
}

function refused(
  request: ServiceRequest,
  error: ServiceError,
  call: object,
  flavour: QueryFlavour = 'ec2',
): ServiceResponse {
  const { code, message } = error;
  return xml(error.status, errorXml(error, request.requestId, flavour), request, { ...call, error: { code, message } });
}

function xml(status: number, body: string, { requestId }: ServiceRequest, call: ServiceResponse['call']) {
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId }, body, call };
}

/** What an error page says, without its tags. */
function firstWords(body: Buffer): string {
  const text = body.toString().replace(/<style[\s\S]*?<\/style>|<[^>]*>/gi, ' ');
  const words = text.replace(/\s+/g, ' ').trim();
  return clip(words, 200) || 'nothing';
}
