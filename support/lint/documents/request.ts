import { flaggedOperation, operationOf } from '../operations.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import type { DocumentReader } from './document.ts';

/** The request itself, as it is given to an SDK or to `--cli-input-json`. */
export const request: DocumentReader = {
  title: 'the request of an operation that has the flag',
  read({ value, path }) {
    if (!isObject(value)) return undefined;
    const named = flaggedOperation(value.operation);
    const inner = isObject(value.request) ? 'request' : isObject(value.input) ? 'input' : undefined;
    if (named && inner) {
      const at = [...path, inner];
      return [{ kind: 'request', operation: named, by: '', value: filledIn(value[inner]), path: at }];
    }
    const operation = operationOf(value);
    return operation && [{ kind: 'request', operation: operation, by: '', value: filledIn(value), path }];
  },
};

/** `--generate-cli-skeleton` gives empty texts for what is to be filled in. */
function filledIn(value: unknown): unknown {
  return replaced(value, (item) => (item === '' ? new Undecided('is still empty, as in a skeleton') : undefined));
}
