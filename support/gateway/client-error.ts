import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

const TEXT: Readonly<Record<number, string>> = {
  408: 'the request did not arrive in time',
  413: 'the extensions of its chunks are larger than is read here',
  431: 'the first line and the headers are larger than is read here',
};

/** What is not HTTP, or does not arrive in time, gets a plain answer and its connection closed. */
export function answerBrokenRequests(server: Server): void {
  // An unknown expectation is no reason to refuse a request; Node would, with a bare 417.
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response));
  server.on('clientError', (error: NodeJS.ErrnoException & { readonly rawPacket?: Buffer }, socket: Socket) => {
    if (!socket.writable || socket.destroyed || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const status = STATUS[error.code ?? ''] ?? 400;
    const body = `train-encrypt: ${TEXT[status] ?? 'this is not an HTTP request'}.\n`;
    // Who asked with HEAD takes a body for the beginning of another answer.
    const isHead = error.rawPacket?.subarray(0, 5).toString('latin1') === 'HEAD ';
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${isHead ? '' : body}`,
      () => socket.destroy(),
    );
  });
}
