import { KnownOperations } from '../../protocol/known-operations.ts';
import { covers } from '../../text/wildcard.ts';

/** Which operations a fault is for: `CreateTrainingJob`, `Describe*`, `ec2.*`, `iam.GetRole`, `s3.PUT /bucket/*`. */
export interface OperationPattern {
  /** The signing name, with stars. A pattern without one is for every service. */
  readonly service: string;
  readonly operation: string;
}

export function parsePattern(text: string): OperationPattern {
  const [, service, operation] = /^([a-z0-9*-]+)\.(.*)$/s.exec(text) ?? [];
  return service === undefined || operation === undefined ? { service: '*', operation: text } : { service, operation };
}

export function isFor(pattern: OperationPattern, service: string, operation: string): boolean {
  return covers(pattern.service, service) && covers(pattern.operation, operation);
}

/** What is wrong with a pattern. A fault for an unknown operation would never happen, without anyone noticing. */
export function mistakeIn(text: string): string | undefined {
  const { service, operation } = parsePattern(text);
  // Operations of REST services are named by method and path; those of other services are not known here.
  const known = operation.includes('/') ? undefined : KNOWN.get(service)?.flatMap(({ all }) => [...all]);
  if (known === undefined || known.some((name) => covers(operation, name))) return undefined;
  if (service !== '*') return `${service} has no operation ${operation}`;
  return `neither sagemaker nor ec2 has an operation ${operation}; write one of another service with it, as in iam.GetRole`;
}

/** Whether the pattern matches an operation that starts jobs. */
export function startsJobs(text: string): boolean {
  const pattern = parsePattern(text);
  return JOB_OPERATIONS.some((operation) => isFor(pattern, 'sagemaker', operation));
}

/** The operations whose jobs can have faults. */
const JOB_OPERATIONS = [
  'CreateTrainingJob',
  'CreateHyperParameterTuningJob',
  'CreateProcessingJob',
  'CreateMonitoringSchedule',
  'CreateAutoMLJob',
  'CreateAutoMLJobV2',
];

const SAGEMAKER = new KnownOperations('sagemaker');
const EC2 = new KnownOperations('ec2');
const KNOWN: ReadonlyMap<string, readonly KnownOperations[]> = new Map([
  ['sagemaker', [SAGEMAKER]],
  ['ec2', [EC2]],
  ['*', [SAGEMAKER, EC2]],
]);
