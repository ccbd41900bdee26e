import { flaggedOperation } from '../operations.ts';
import { isObject } from '../undecided.ts';
import type { DocumentForm, FoundRequest } from './document.ts';

/** What `aws sagemaker search` answers: jobs as they were asked for, in full. */
export const search: DocumentForm = {
  name: 'search',
  title: 'what aws sagemaker search answers',
  recognises: (value) =>
    isObject(value) &&
    Array.isArray(value.Results) &&
    value.Results.every(isObject) &&
    (value.Results.length === 0 || value.Results.some((one) => jobIn(one) !== undefined)),
  reads({ value, path }, { skip }) {
    const results = isObject(value) && Array.isArray(value.Results) ? value.Results : [];
    const requests = results.flatMap((result: unknown, index): readonly FoundRequest[] => {
      const at = [...path, 'Results', index];
      const found = jobIn(result);
      if (found)
        return [{ kind: 'request', operation: found.operation, by: '', value: found.job, path: [...at, found.member] }];
      if (!isObject(result)) skip(at, 'is no result of a search');
      return [];
    });
    return { requests, isLog: true };
  },
};

function jobIn(result: unknown) {
  for (const [member, job] of isObject(result) ? Object.entries(result) : []) {
    const operation = flaggedOperation(`Create${member}`);
    if (operation && isObject(job)) return { member, operation, job };
  }
  return undefined;
}
