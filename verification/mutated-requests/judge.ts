import { isJson, type MutatedRequest, type WireAnswer } from './wire.ts';
import { elementsOf } from './xml.ts';

/** An error that quotes what it was sent is to quote a part of it only. */
const LONGEST_ERROR = 512 * 1024;

/**
 * What is wrong with an answer; `undefined` when it is one that its client can read, whatever it says: of its service's
 * protocol, and no fault of the server.
 */
export function complaint(request: MutatedRequest, answer: WireAnswer): string | undefined {
  if (request.method === 'HEAD' && request.raw === undefined) return fault(answer, 'NotImplemented');
  const read = readAnswer(request, answer);
  if (typeof read === 'string') return read;
  if (answer.status >= 400 && answer.body.length > LONGEST_ERROR) return `an error of ${answer.body.length} characters`;
  return fault(answer, read.code);
}

/** Operations that are not simulated are the only 5xx. */
function fault({ status }: WireAnswer, code: string | undefined): string | undefined {
  return status < 500 || (status === 501 && code === 'NotImplemented') ? undefined : `status ${status} with ${code}`;
}

interface Read {
  /** Of an error. */
  readonly code?: string;
}

function readAnswer(request: MutatedRequest, answer: WireAnswer): Read | string {
  const type = String(answer.headers['content-type'] ?? '').split(';')[0];
  // S3's own data is in headers; its bodies are stored objects.
  const fromS3 = answer.headers['x-amz-request-id'] !== undefined && (request.service === 's3' || !request.sameHead);
  if (fromS3 && answer.status < 400) return {};
  if (request.path.startsWith('/_train-encrypt')) return answer.status < 500 ? {} : 'a page of its own failed';
  // Headers that are too large are not read, so the wanted form is unknown.
  const http = request.raw === undefined && isTarget(request.path);
  if (type === 'text/plain' && (!http || answer.status === 431)) return plainOf(answer);
  if (request.sameHead && (type === 'application/x-amz-json-1.1') !== isJson(request)) return `an answer in ${type}`;
  if (type === 'application/x-amz-json-1.1') return jsonOf(answer);
  if (type === 'text/xml' || type === 'application/xml') return xmlOf(answer);
  return `an answer in ${type || 'no content type'}`;
}

/** Whether a request line may name this: HTTP knows a path, a whole URL and `*` (RFC 9112, 3.2). */
function isTarget(path: string): boolean {
  return /^(?:\/|https?:\/\/|\*$)/i.test(path);
}

/** To what is not HTTP. */
function plainOf({ status, body }: WireAnswer): Read | string {
  return status >= 400 && body.startsWith('train-encrypt: ') ? { code: 'text' } : 'an answer in plain text';
}

function jsonOf({ status, body, headers }: WireAnswer): Read | string {
  if (headers['x-amzn-requestid'] === undefined) return 'no request id';
  let parsed: unknown;
  try {
    // Operations without an output answer with nothing.
    parsed = status < 400 && body === '' ? {} : JSON.parse(body);
  } catch {
    return 'not JSON';
  }
  if (typeof parsed !== 'object' || parsed === null) return 'JSON, but no object';
  if (status < 400) return {};
  const { __type: code, message, Message = message } = parsed as Record<string, unknown>;
  if (typeof code !== 'string' || code === '' || typeof Message !== 'string') return 'an error without code or message';
  return { code };
}

function xmlOf({ status, body, headers }: WireAnswer): Read | string {
  const elements = elementsOf(body);
  if (elements === undefined) return 'not well-formed XML';
  // S3 and its like have it in a header alone.
  const hasId = headers['x-amz-request-id'] !== undefined || elements.some((name) => /^RequestI[dD]$/i.test(name));
  if (!hasId) return 'no request id';
  if (status < 400) return {};
  const code = /<Code>([^<]+)<\/Code>/.exec(body)?.[1];
  return code === undefined || !elements.includes('Message') ? 'an error without code or message' : { code };
}
