import { isDeepStrictEqual } from 'node:util';
import { kindOf, type SentRequest } from './requests.ts';

/** What there is already, many clients update: that is a try of the same. */
const sameKind = (one: SentRequest, other: SentRequest): boolean => kindOf(one.operation) === kindOf(other.operation);

/** Requests for the same kind of thing that were sent later. */
export function laterThan(request: SentRequest, requests: readonly SentRequest[]): readonly SentRequest[] {
  return requests.slice(requests.indexOf(request) + 1).filter((other) => sameKind(other, request));
}

/** Whether one request is another try of the other: for the same job, under the same name or a newly made one. */
export function isTryOf(one: SentRequest, other: SentRequest): boolean {
  if (!sameKind(one, other) || one.at !== other.at) return false;
  return one.name === other.name || stemOf(one.name) === stemOf(other.name) || sameButName(one, other);
}

/** Failed requests of which no later try went well. */
export function unresolved(requests: readonly SentRequest[]): readonly SentRequest[] {
  return requests.filter(
    (request) =>
      request.status !== 'created' &&
      !laterThan(request, requests).some((later) => later.status === 'created' && isTryOf(later, request)) &&
      !isThereAlready(request, requests),
  );
}

/** Refused because the very same was created before, as after an answer that was lost on its way. */
function isThereAlready(request: SentRequest, requests: readonly SentRequest[]): boolean {
  if (request.error?.code !== 'ResourceInUse') return false;
  return requests.slice(0, requests.indexOf(request)).some(({ status, operation, input }) => {
    return status === 'created' && operation === request.operation && isDeepStrictEqual(input, request.input);
  });
}

/** Times and random endings, as clients put them into names: `fraud-2026-11-03-10-15-00-123`, `fraud-1a2b3c4d`. */
const GENERATED = [
  /\d{4}(-?\d{2}){2}(-?\d{2}){0,3}(-?\d{1,6})?/g,
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi,
  /\d{8,}/g,
  /(?<=-|^)(?=[a-f]*\d)[0-9a-f]{6,}$/gi,
  // Times to the base of 36, too: there letters follow digits.
  /(?<=-|^)(?=[0-9a-z]*\d[a-z])[0-9a-z]{8,}$/gi,
];

const stemOf = (name: string): string => GENERATED.reduce((rest, pattern) => rest.replaceAll(pattern, '*'), name);

/** Names that count apart jobs of one kind are short: `fraud-1` and `fraud-2` are two jobs, whatever else they share. */
function sameButName(one: SentRequest, other: SentRequest): boolean {
  if (/\D\d{1,4}$/.test(one.name) && /\D\d{1,4}$/.test(other.name)) return false;
  return isDeepStrictEqual(withoutName(one), withoutName(other));
}

function withoutName({ input, name }: SentRequest): unknown {
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).filter(([member, value]) => value !== name && member !== 'Tags'));
}
