import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { EgressCall } from '../../types.ts';
import { type Address, isSame, readAddress, written } from './address.ts';
import { Calls } from './calls.ts';
import { forward, type Target } from './forward.ts';
import { isAwsHost } from './hosts.ts';

export interface ProxyOptions {
  readonly target: Target;
  /** What it needs to be a host for clients that trust this run's authority. */
  readonly contextFor: (host: string) => Promise<SecureContext>;
}

/** A way that a client had opened, and what came of it. */
interface Tunnel {
  readonly address: Address;
  shown: string;
  /** Something was asked through it: its certificate was accepted. */
  used: boolean;
}

/** Longer than SDKs keep a connection, so that none is closed under a request just sent. */
const KEEP_ALIVE_MS = 60_000;
/** The first byte of a TLS handshake. */
const HANDSHAKE = 0x16;

/** A proxy for HTTP/1.1 that answers for AWS's hosts, by the endpoint, and for nobody else. */
export class EgressProxy {
  readonly calls = new Calls();
  readonly #options: ProxyOptions;
  readonly #endpoint: Address;
  /** What clients connect to. */
  readonly #server: Server;
  /** What reads requests within tunnels. Never listens. */
  readonly #within: Server;
  readonly #sockets = new Set<Socket>();
  readonly #tunnels = new WeakMap<Socket, Tunnel>();
  #closing = false;

  constructor(options: ProxyOptions) {
    this.#options = options;
    const { hostname, port } = options.target.endpoint;
    this.#endpoint = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80) };
    const settings = { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 };
    this.#server = createServer(settings, (request, response) => this.#absolute(request, response));
    this.#within = createServer(settings, (request, response) => this.#tunnelled(request, response));
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('connect', (request, socket, head) => this.#connect(request, socket as Socket, head));
  }

  /** Resolves to the port. */
  async listen(): Promise<number> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#closing = true;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** A request for a whole URL, as plain HTTP is asked of a proxy. */
  #absolute(request: IncomingMessage, response: ServerResponse): void {
    const [, scheme, authority, rest] = /^(https?):\/\/([^/?#]*)(.*)$/i.exec(request.url ?? '') ?? [];
    const kind = scheme?.toLowerCase() === 'https' ? 'https' : 'http';
    const address = authority === undefined ? undefined : readAddress(authority, kind);
    if (address === undefined || rest === undefined) {
      end(response, 400, 'train-encrypt: this is a proxy. The endpoint is at AWS_ENDPOINT_URL.\n');
      return;
    }
    const path = rest.startsWith('/') ? rest : `/${rest}`;
    const shown = written(address, kind);
    if (isSame(address, this.#endpoint)) void forward(request, response, address.host, path, this.#options.target);
    else if (isAwsHost(address.host)) this.#answer(request, response, { address, shown }, path);
    else {
      this.calls.add(shown, 'refused');
      end(response, 403, refusal(shown));
    }
  }

  #connect(request: IncomingMessage, socket: Socket, head: Buffer): void {
    // A client that hangs up first.
    socket.on('error', () => socket.destroy());
    const address = readAddress(request.url ?? '', 'https');
    const shown = address === undefined ? (request.url ?? '').slice(0, 300) : written(address, 'https');
    if (address === undefined || !(isAwsHost(address.host) || isSame(address, this.#endpoint))) {
      this.calls.add(shown, 'refused');
      const text = refusal(shown);
      const length = Buffer.byteLength(text);
      socket.end(
        `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${text}`,
      );
      return;
    }
    const tunnel: Tunnel = { address, shown, used: false };
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    const hangUp = () => socket.destroy();
    // Opened and left without a word.
    const unused = () => this.#fruitless(tunnel, 'refused');
    socket.once('end', hangUp).once('close', unused);
    socket.once('data', (first: Buffer) => {
      socket.off('end', hangUp).off('close', unused);
      socket.pause();
      socket.unshift(first);
      if (first[0] === HANDSHAKE) {
        this.#secure(socket, tunnel).catch(() => socket.destroy());
      } else {
        tunnel.shown = written(address, 'http');
        this.#read(socket, tunnel);
      }
    });
  }

  async #secure(socket: Socket, tunnel: Tunnel): Promise<void> {
    const secureContext = await this.#options.contextFor(tunnel.address.host);
    const secured = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] });
    secured.on('error', () => secured.destroy());
    secured.once('end', () => {
      if (!tunnel.used) secured.destroy();
    });
    // Some refuse a certificate with an alert, others take it and hang up.
    secured.once('close', () => this.#fruitless(tunnel, 'untrusted'));
    secured.once('secure', () => this.#read(secured, tunnel));
  }

  /** A tunnel to AWS has been closed, and nothing was asked through it. */
  #fruitless({ address, shown, used }: Tunnel, what: EgressCall['what']): void {
    if (!used && !this.#closing && isAwsHost(address.host)) this.calls.add(shown, what);
  }

  #read(socket: Socket, tunnel: Tunnel): void {
    this.#tunnels.set(socket, tunnel);
    this.#within.emit('connection', socket);
    socket.resume();
  }

  #tunnelled(request: IncomingMessage, response: ServerResponse): void {
    const tunnel = this.#tunnels.get(request.socket);
    if (tunnel === undefined) throw new Error('a request came through no tunnel');
    tunnel.used = true;
    const path = request.url ?? '/';
    if (isAwsHost(tunnel.address.host)) this.#answer(request, response, tunnel, path);
    else void forward(request, response, tunnel.address.host, path, this.#options.target);
  }

  #answer(
    request: IncomingMessage,
    response: ServerResponse,
    to: Pick<Tunnel, 'address' | 'shown'>,
    path: string,
  ): void {
    this.calls.add(to.shown, 'answered');
    void forward(request, response, to.address.host, path, this.#options.target);
  }
}

function refusal(host: string): string {
  return `train-encrypt refused a call to ${host}: while a command is checked, nothing leaves this machine. Only AWS's hosts are answered, by its own endpoint.\n`;
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(text);
  response.req.resume();
}
