import type { Chance } from './chance.ts';
import type { WireRequest } from './wire.ts';

/** Ways to damage a REST request, which says what it wants in its path, its query, its headers and an XML body. */

type Damage = (request: WireRequest, chance: Chance) => { readonly request: WireRequest; readonly what: string };

const SEGMENTS = [
  '',
  '.',
  '..',
  '%2E%2E',
  '%2F',
  '%00',
  '%zz',
  '%',
  '%C0%80',
  '%ED%A0%80',
  '%F0%9F%92%A5',
  '%0d%0a',
  'x'.repeat(64),
  'x'.repeat(1_025),
  '%E2%82%AC'.repeat(400),
  'MODELS',
  'models',
  'spare',
  '127.0.0.1',
  '__proto__',
  '<a>&',
] as const;

const VALUES = [
  '',
  '0',
  '-1',
  '1',
  '1.5',
  '1001',
  '10001',
  '99999999999999999999',
  '2',
  '3',
  'true',
  'url',
  'x'.repeat(2_000),
  '%00',
  '%zz',
  '%FF%FE',
  '%EF%BF%BE',
  '%F0%9F%92%A5',
  '/',
  '../',
  '__proto__',
] as const;

const PARAMETERS = [
  'list-type',
  'max-keys',
  'prefix',
  'delimiter',
  'marker',
  'start-after',
  'continuation-token',
  'encoding-type',
  'fetch-owner',
  'partNumber',
  'uploadId',
  'uploads',
  'delete',
  'location',
  'acl',
  'tagging',
  'versioning',
  'versionId',
  'max-buckets',
  'response-content-type',
  'x-id',
  '__proto__',
  '',
] as const;

const HEADERS: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['range', ['bytes=0-', 'bytes=-1', 'bytes=-0', 'bytes=5-2', 'bytes=999-', 'bytes=0-0,2-3', 'lines=1-2', 'bytes=a-b']],
  ['content-md5', ['', 'x', 'AAAAAAAAAAAAAAAAAAAAAA==', 'é']],
  ['x-amz-checksum-crc32', ['', 'AAAAAA==', 'x'.repeat(1_000)]],
  ['x-amz-checksum-crc64nvme', ['AAAAAAAAAAA=', 'x']],
  ['x-amz-checksum-sha256', ['', 'x', 'é']],
  ['x-amz-sdk-checksum-algorithm', ['', 'CRC64NVME', 'MD5', '__proto__']],
  ['x-amz-trailer', ['', 'x-amz-checksum-sha256', 'x'.repeat(1_000)]],
  ['x-amz-content-sha256', ['', 'UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'STREAMING-']],
  ['x-amz-decoded-content-length', ['', '0', '-1', '1e3', '99999999999999999999', 'x']],
  ['content-encoding', ['aws-chunked', 'gzip', 'aws-chunked,gzip', 'aws-chunked, aws-chunked', ',', 'é']],
  ['content-type', ['', 'application/xml', 'application/json', 'text/plain; charset=x', '<a>', 'x'.repeat(3_000)]],
  ['if-match', ['*', '', '"x"', 'x']],
  ['if-none-match', ['*', '', '"x"']],
  ['if-modified-since', ['', 'today', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Mon, 01 Jan 2100 00:00:00 GMT']],
  ['x-amz-meta-team', ['', 'é', 'x'.repeat(3_000), '=?UTF-8?Q?x?=']],
  ['x-amz-meta-__proto__', ['x']],
  ['x-amz-tagging', ['a=b', '%zz', '&&&']],
  ['x-amz-copy-source', ['models/x', '/', '%zz']],
  ['x-amz-acl', ['private', 'x', '__proto__']],
  ['x-amz-expected-bucket-owner', ['', '999999999999', '__proto__']],
  ['x-amz-storage-class', ['STANDARD', 'x']],
  ['expires', ['', 'x', '-1']],
];

const apart = (path: string): [string, string[]] => {
  const [before = '', query = ''] = path.split(/\?(.*)/s);
  return [before, query === '' ? [] : query.split('&')];
};

const together = (path: string, query: readonly string[]) => (query.length === 0 ? path : `${path}?${query.join('&')}`);

const segment: Damage = (request, chance) => {
  const [path, query] = apart(request.path);
  const segments = path.split('/');
  const at = 1 + chance.upTo(Math.max(0, segments.length - 2));
  const to = chance.pick(SEGMENTS);
  segments[at] = to;
  return { request: { ...request, path: together(segments.join('/'), query) }, what: `in the path ${to.slice(0, 30)}` };
};

const parameter: Damage = (request, chance) => {
  const [path, query] = apart(request.path);
  const name = chance.pick([...PARAMETERS, ...query.map((pair) => pair.split('=', 1)[0] as string)]);
  const kept = chance.upTo(3) === 0 ? query : query.filter((pair) => pair.split('=', 1)[0] !== name);
  const to = chance.pick([...VALUES.map((value) => `${name}=${value}`), name]);
  return { request: { ...request, path: together(path, [...kept, to]) }, what: `the parameter ${to.slice(0, 30)}` };
};

const withoutParameter: Damage = (request, chance) => {
  const [path, query] = apart(request.path);
  const [gone = 'none'] = query.splice(chance.upTo(Math.max(0, query.length - 1)), 1);
  return { request: { ...request, path: together(path, query) }, what: `without the parameter ${gone.slice(0, 30)}` };
};

const header: Damage = (request, chance) => {
  const [name, values] = chance.pick(HEADERS);
  const value = chance.pick([undefined, ...values]);
  const { [name]: _gone, ...others } = request.headers;
  const headers = value === undefined ? others : { ...others, [name]: value };
  return { request: { ...request, headers }, what: `${name}: ${value?.slice(0, 30) ?? 'not sent'}` };
};

/** XML as clients write it, and as they do not. */
const xml: Damage = (request, chance) => {
  const body = request.body.toString('latin1');
  const tags = body.match(/<[^>]+>/g) ?? [];
  const tag = tags.length === 0 ? '' : chance.pick(tags);
  const changed = chance.pick([
    () => body.replace(tag, ''),
    () => body.replace(tag, tag + tag),
    () =>
      body.replace(tag, () => `${tag}${chance.pick(['&nbsp;', '&#0;', '&#xD800;', '&amp', '<', ']]>', '\0', 'é'])}`),
    () => body.replace(/>[^<]+</, () => `>${chance.pick(['', '-1', '99999999999999999999', 'x'.repeat(3_000)])}<`),
    () => body.replace(tag, () => `${tag}${'<a>'.repeat(20_000)}`),
    () => body.replace(tag, () => `${tag}${'<a>'.repeat(2_000)}${'</a>'.repeat(2_000)}`),
    () => `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>${body.replace(/>[^<]+</, '>&b;<')}`,
    () => body.replaceAll(/<(\/?)[A-Za-z]+/g, '<$1__proto__'),
    () => body.replace(/(<(Object|Part)>.*?<\/\2>)/s, (part) => part.repeat(1_100)),
    () => '<?xml version="1.0"?><a/>',
  ])();
  return { request: { ...request, body: Buffer.from(changed, 'latin1') }, what: 'other XML' };
};

/** The framing of a body in chunks that S3 has of its own. */
const chunks: Damage = (request, chance) => {
  const body = request.body.toString('latin1');
  const changed = chance.pick([
    () =>
      body.replace(/^[0-9a-f]+/i, (size) => chance.pick(['', '-1', 'ffffffff', 'fffffffff', 'zz', '0', `0${size}`])),
    () => body.replace('\r\n', '\n'),
    () => body.replace(/0\r\n.*$/s, ''),
    () => body.replace(/\r\n/, () => `;chunk-signature=${'0'.repeat(chance.pick([0, 64, 500]))}\r\n`),
    () => body.replace(/x-amz-checksum-\w+:.*/, () => chance.pick(['', 'x-amz-checksum-crc32:', 'a:b', ': :'])),
    () => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  ])();
  return { request: { ...request, body: Buffer.from(changed, 'latin1') }, what: 'other chunks' };
};

const DAMAGES: readonly (readonly [number, Damage])[] = [
  [4, segment],
  [4, parameter],
  [1, withoutParameter],
  [4, header],
];

/** A REST request with one thing wrong with it, or nothing but odd. */
export const damageRest: Damage = (request, chance) => {
  const ofBody: readonly (readonly [number, Damage])[] =
    request.body.length === 0 ? [] : request.body[0] === 0x3c ? [[8, xml]] : [[6, chunks]];
  return chance.weighted([...DAMAGES, ...ofBody])(request, chance);
};
