import type { Socket } from 'node:dgram';

const HEADER_BYTES = 12;
/** An answer, recursion available, no such name: https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1 */
const NO_SUCH_NAME = { flags: 0x8180 | 3 };
const RECURSION_DESIRED = 0x0100;

/** Answers every question for a name with `no such name`, and passes the name on. */
export function answerNobody(socket: Socket, onName: (name: string) => void): void {
  socket.on('message', (query, { port, address }) => {
    const question = readQuestion(query);
    if (question === undefined) return;
    onName(question.name);
    const answer = Buffer.concat([query.subarray(0, HEADER_BYTES), question.bytes]);
    answer.writeUInt16BE(NO_SUCH_NAME.flags | (query.readUInt16BE(2) & RECURSION_DESIRED), 2);
    answer.writeUInt16BE(1, 4);
    for (const count of [6, 8, 10]) answer.writeUInt16BE(0, count);
    // Whoever asked may have gone.
    socket.send(answer, port, address, () => undefined);
  });
  socket.on('error', () => undefined);
}

/** The first question of a query; `undefined` for what is none. */
export function readQuestion(query: Buffer): { readonly name: string; readonly bytes: Buffer } | undefined {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (;;) {
    const length = query[at];
    // Names in questions are not compressed.
    if (length === undefined || length > 63) return undefined;
    at += 1;
    if (length === 0) break;
    labels.push(query.toString('latin1', at, at + length));
    at += length;
  }
  const end = at + 4;
  if (end > query.length || labels.length === 0) return undefined;
  return { name: labels.join('.').toLowerCase(), bytes: query.subarray(HEADER_BYTES, end) };
}
