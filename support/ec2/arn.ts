import type { Region } from './store.ts';

/** `aws`, or one of the partitions for China and for the government of the United States. */
export function partition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The ARN of a resource of this account and region: `arn:aws:ec2:eu-central-1:123456789012:subnet/subnet-0…`. */
export function arn({ name, account }: Region, resource: string, owner = account): string {
  return `arn:${partition(name)}:ec2:${name}:${owner}:${resource}`;
}
