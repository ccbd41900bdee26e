import { invalidParameter } from './errors.ts';

/** The log group that a request means, by its name or its ARN. */
export function groupOf(input: { readonly logGroupName?: string; readonly logGroupIdentifier?: string }): string {
  const { logGroupName, logGroupIdentifier } = input;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw invalidParameter('The request must have either logGroupName or logGroupIdentifier.');
  }
  const group = logGroupName ?? logGroupIdentifier ?? '';
  return /^arn:[^:]+:logs:[^:]*:\d{12}:log-group:([^:]+)(?::\*)?$/.exec(group)?.[1] ?? group;
}
