import type { Address } from '../../protocol/rest-xml-routes.ts';
import type { ServiceRequest } from '../../protocol/service.ts';
import { invalidUri, keyTooLong } from './errors.ts';

/** Hosts before which a client of the virtual-hosted style writes its bucket. */
const BUCKET_HOSTS = [
  /^(.+)\.localhost$/,
  /^(.+)\.\d{1,3}(?:\.\d{1,3}){3}$/,
  /^(.+)\.s3(?:[.-][a-z0-9.-]+)?\.amazonaws\.com(?:\.cn)?$/,
];

/** Bytes that a key can have, in UTF-8. */
const KEY_LIMIT = 1024;

/** Bucket and key of a request, from its host or its path. */
export function addressOf({ headers, path }: ServiceRequest): Address {
  const whole = path.split('?', 1)[0] ?? '/';
  const fromHost = bucketOfHost(headers.host ?? '');
  const [bucket, rest] = fromHost === undefined ? split(whole.slice(1)) : [fromHost, whole.slice(1)];
  if (bucket === '') return {};
  const key = decoded(rest);
  if (key === '') return { Bucket: decoded(bucket) };
  if (Buffer.byteLength(key) > KEY_LIMIT) throw keyTooLong(KEY_LIMIT);
  return { Bucket: decoded(bucket), Key: key };
}

function bucketOfHost(host: string): string | undefined {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  for (const pattern of BUCKET_HOSTS) {
    const bucket = pattern.exec(name)?.[1];
    if (bucket !== undefined) return bucket;
  }
  return undefined;
}

function split(path: string): [string, string] {
  const slash = path.indexOf('/');
  return slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalidUri();
  }
}
