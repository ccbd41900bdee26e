/** Documents that hold no requests, and what to do with them instead. */

import { isObject } from './undecided.ts';

/** What to do with a document that lint cannot judge, to be read after its name; `undefined` where that is not known. */
export function refusalOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  if (isPolicy(value)) {
    return 'is an IAM or service control policy: it says what may be asked for and asks for nothing. Give it to train-encrypt serve --policy.';
  }
  if (Array.isArray(value.cells) && 'nbformat' in value) {
    return 'is a notebook: lint does not run code. Give it the requests that its cells send, or run them against train-encrypt serve.';
  }
  return undefined;
}

const isPolicy = (value: Readonly<Record<string, unknown>>): boolean => {
  const statements = [value.Statement].flat();
  return statements.some((one) => isObject(one) && 'Effect' in one && ('Action' in one || 'NotAction' in one));
};
