import { z } from 'zod';
import type { Faults, ListedFault } from '../faults/faults.ts';
import { FaultError } from '../faults/read.ts';
import type { Page, PageRequest } from './introspection.ts';
import { checked, PageError } from './page-error.ts';

/** What the page answers to GET, POST (those added) and DELETE (those that are left). */
export interface FaultsAnswer {
  readonly faults: readonly ListedFault[];
}

/** `/_train-encrypt/faults`: what goes wrong on request, and how often each has struck. */
export function faultsPage(faults: Faults): Page {
  return {
    text: 'what goes wrong on request: GET lists, POST adds, DELETE removes one (faults/<id>) or all',
    nested: true,
    GET: (request): FaultsAnswer => {
      noQuery(request);
      const { rest } = request;
      const found = faults.list().filter(({ id }) => rest === undefined || id === rest);
      if (rest !== undefined && found.length === 0) throw noSuch(rest, faults);
      return { faults: found };
    },
    POST: (request): FaultsAnswer => {
      noQuery(request);
      if (request.rest !== undefined) throw new PageError(404, 'faults are added without an id; they get one');
      try {
        return { faults: faults.addUnread(request.body) };
      } catch (error) {
        throw error instanceof FaultError ? new PageError(400, error.message) : error;
      }
    },
    DELETE: (request): FaultsAnswer => {
      noQuery(request);
      if (request.rest === undefined) faults.clear();
      else if (!faults.remove(request.rest)) throw noSuch(request.rest, faults);
      return { faults: faults.list() };
    },
  };
}

/** One that looks like a filter would delete them all. */
function noQuery({ query }: PageRequest): void {
  checked(z.strictObject({}), query);
}

function noSuch(id: string, faults: Faults): PageError {
  const there = faults
    .list()
    .slice(0, 20)
    .map(({ id }) => id);
  const text = `there is no fault ${JSON.stringify(id.slice(0, 50))}; there ${there.length === 0 ? 'is none' : `are ${there.join(', ')}`}`;
  return new PageError(404, text);
}
