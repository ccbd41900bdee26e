import type { Caller } from '../protocol/service.ts';

/** The kinds of resource the stub keeps, as their ARNs name them. */
export type ResourceKind =
  | 'training-job'
  | 'hyper-parameter-tuning-job'
  | 'processing-job'
  | 'automl-job'
  | 'data-quality-job-definition'
  | 'model-bias-job-definition'
  | 'model-explainability-job-definition'
  | 'model-quality-job-definition'
  | 'monitoring-schedule'
  | 'pipeline';

/** The service writes the name in lower case here, whatever case the resource has. */
export function arnOf(caller: Caller, kind: ResourceKind, name: string): string {
  return `arn:${partition(caller.region)}:sagemaker:${caller.region}:${caller.account}:${kind}/${name.toLowerCase()}`;
}

/** `aws`, or one of the partitions for China and for the government of the United States. */
export function partition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
