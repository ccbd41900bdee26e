import { connect, type Server, type Socket } from 'node:net';

/** Joins each connection to a server of a sandbox with one to the same port outside. */
export class Bridge implements Disposable {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  /** @param host where the harness listens outside */
  add(server: Server, host: string, port: number): void {
    this.#servers.push(server);
    server.on('connection', (inside) => {
      const outside = connect(port, host);
      for (const socket of [inside, outside]) {
        this.#sockets.add(socket);
        socket.setNoDelay();
      }
      join(inside, outside, this.#sockets);
      join(outside, inside, this.#sockets);
    });
  }

  [Symbol.dispose](): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** What comes from one goes to the other; what breaks off here breaks off there. */
function join(from: Socket, to: Socket, sockets: Set<Socket>): void {
  from.pipe(to);
  from.on('error', () => to.destroy());
  from.on('close', () => {
    sockets.delete(from);
    if (from.errored !== null || !from.readableEnded) to.destroy();
  });
}
