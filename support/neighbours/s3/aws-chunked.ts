import type { ServiceRequest } from '../../protocol/service.ts';
import { brokenChunks } from './errors.ts';

/**
 * S3's own framing of a body in chunks, with or without signatures, and with the checksum after it:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html. Signatures are not checked.
 */
export function unchunked(request: ServiceRequest): ServiceRequest {
  const { headers, body } = request;
  const streaming = headers['x-amz-content-sha256']?.startsWith('STREAMING-') ?? false;
  const { 'content-encoding': encoding, ...others } = headers;
  if (!streaming && !encodings(encoding).includes('aws-chunked')) return request;
  const { bytes, trailers } = dechunked(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  const length = headers['x-amz-decoded-content-length'];
  if (length !== undefined && Number(length) !== bytes.byteLength) {
    throw brokenChunks(`its chunks hold ${bytes.byteLength} bytes, its header says ${length.slice(0, 20)}`);
  }
  const kept = encodings(encoding).filter((name) => name !== 'aws-chunked');
  const inner = kept.length === 0 ? {} : { 'content-encoding': kept.join(', ') };
  return { ...request, headers: { ...others, ...inner, ...trailers }, body: bytes };
}

const encodings = (header = '') =>
  header
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '');

function dechunked(body: Buffer): { bytes: Uint8Array; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd < 0 || lineEnd - at > 200) throw brokenChunks('a chunk has no size');
    const [, hex] = /^([0-9a-f]{1,8})(?:;|$)/i.exec(body.toString('latin1', at, lineEnd)) ?? [];
    if (hex === undefined) throw brokenChunks('a chunk has no size');
    const size = Number.parseInt(hex, 16);
    at = lineEnd + 2;
    if (size === 0) return { bytes: Buffer.concat(chunks), trailers: trailersOf(body.toString('latin1', at)) };
    if (at + size + 2 > body.length) throw brokenChunks('it ends in the middle of a chunk');
    chunks.push(body.subarray(at, at + size));
    at += size;
    if (body[at] !== 0x0d || body[at + 1] !== 0x0a) throw brokenChunks('a chunk is longer than its size says');
    at += 2;
  }
}

function trailersOf(text: string): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split('\r\n')) {
    const [, name, value] = /^(x-amz-checksum-[\w-]{1,40}):\s*(\S{1,200})\s*$/i.exec(line) ?? [];
    if (name !== undefined && value !== undefined) trailers[name.toLowerCase()] = value;
  }
  return trailers;
}
