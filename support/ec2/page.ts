import { ServiceError } from '../protocol/service.ts';
import { invalidParameter } from './errors.ts';

interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/**
 * The page that a request asks for, and the token of the next. Without `MaxResults` a page holds everything.
 * @param list names what is listed: a token is good only for the list it was given out for.
 * @param least the smallest `MaxResults` that EC2 takes for this list. @param most the largest.
 */
export function page<Item>(
  items: readonly Item[],
  list: string,
  { MaxResults: size, NextToken: token }: PageRequest,
  least = 5,
  most = 1000,
): { readonly items: Item[]; readonly next: { NextToken?: string } } {
  if (size !== undefined && size < least) {
    throw invalidParameter('maxResults', size, `Expecting a value greater than or equal to ${least}.`);
  }
  if (size !== undefined && size > most) {
    throw invalidParameter('maxResults', size, `Expecting a value less than or equal to ${most}.`);
  }
  const start = token === undefined ? 0 : position(token, list);
  const end = size === undefined ? items.length : start + size;
  const next = end < items.length ? { NextToken: Buffer.from(`${list}:${end}`).toString('base64url') } : {};
  return { items: items.slice(start, end), next };
}

function position(token: string, list: string): number {
  const text = Buffer.from(token, 'base64url').toString();
  const match = /^(\w+):(\d{1,9})$/.exec(text);
  if (match === null || match[1] !== list) {
    throw new ServiceError('InvalidNextToken', 'The NextToken was not given out for this list.');
  }
  return Number(match[2]);
}
