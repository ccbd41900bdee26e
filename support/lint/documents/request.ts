import { flaggedOperation, operationOf } from '../operations.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import { type DocumentForm, NOTHING_FOUND } from './document.ts';

/** The request itself, as it is given to an SDK or to `--cli-input-json`. */
export const request: DocumentForm = {
  name: 'request',
  title: 'the request of an operation that has the flag',
  recognises: (value) => isObject(value) && (namedIn(value) ?? operationOf(value)) !== undefined,
  reads({ value, path }) {
    if (!isObject(value)) return NOTHING_FOUND;
    const named = namedIn(value);
    if (named) {
      const { operation, member } = named;
      return {
        requests: [
          { kind: 'request', operation, by: '', value: filledIn(value[member]), path: [...path, member] } as const,
        ],
      };
    }
    const operation = operationOf(value) ?? '';
    return { requests: [{ kind: 'request', operation, by: '', value: filledIn(value), path }] };
  },
};

/** Requests with the name of their operation beside them. */
function namedIn(value: Readonly<Record<string, unknown>>) {
  const operation = flaggedOperation(value.operation);
  const member = ['request', 'input'].find((name) => isObject(value[name]));
  return operation && member ? { operation, member } : undefined;
}

/** `--generate-cli-skeleton` gives empty texts for what is to be filled in. */
function filledIn(value: unknown): unknown {
  return replaced(value, (item) => (item === '' ? new Undecided('is still empty, as in a skeleton') : undefined));
}
