import { flaggedOperation } from '../operations.ts';
import { parseQuoted } from '../text.ts';
import { isObject, Undecided } from '../undecided.ts';
import type { DocumentForm, FoundRequest } from './document.ts';

/** What `aws stepfunctions get-execution-history` answers: the tasks with the parameters that were really sent. */
export const executionHistory: DocumentForm = {
  name: 'execution-history',
  title: 'an execution history of Step Functions',
  recognises: (value) =>
    isObject(value) &&
    Array.isArray(value.events) &&
    value.events.some(
      (event) => isObject(event) && typeof event.type === 'string' && 'id' in event && 'timestamp' in event,
    ),
  reads({ value, path }) {
    const events = isObject(value) && Array.isArray(value.events) ? value.events : [];
    const requests = events.flatMap((event: unknown, index): readonly FoundRequest[] => {
      const details = isObject(event) ? event.taskScheduledEventDetails : undefined;
      if (!isObject(details) || !/sagemaker$/i.test(String(details.resourceType))) return [];
      const operation = flaggedOperation(String(details.resource).split('.')[0]);
      if (!operation) return [];
      const { parameters } = details;
      const sent = typeof parameters === 'string' ? parseQuoted(parameters) : parameters;
      return [
        {
          kind: 'request',
          operation,
          by: '',
          value: isObject(sent) ? sent : new Undecided('is not in the history'),
          path: [...path, 'events', index, 'taskScheduledEventDetails', 'parameters'],
        },
      ];
    });
    return { requests, isLog: true };
  },
};
