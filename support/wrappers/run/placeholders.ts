import type { Account } from '../../harness.ts';
import type { Given } from '../types.ts';

/** What may stand in a command line, and what it reports. */
export const PLACEHOLDERS = {
  subnets: 'the ids of the subnets, comma separated; nothing when the situation gives none',
  security_groups: 'the ids of the security groups, comma separated; nothing when the situation gives none',
  role_arn: 'the role of the jobs',
  instances: 'how many instances a job is to have, all groups together',
  instance_groups: 'the groups of a heterogeneous cluster, as JSON for `ResourceConfig.InstanceGroups`; else nothing',
  bucket: 'a bucket that exists, with an object below `input/`; nothing where the engine does not answer S3',
  endpoint: 'the URL of the one endpoint',
  region: 'the region',
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

export function placeholderValues(given: Given, { environment, region }: Pick<Account, 'environment' | 'region'>) {
  return {
    subnets: given.subnets.join(','),
    security_groups: given.securityGroups.join(','),
    role_arn: given.roleArn,
    instances: String(given.shape.instances),
    instance_groups: given.shape.groups === undefined ? '' : JSON.stringify(given.shape.groups),
    bucket: given.bucket ?? '',
    endpoint: environment.AWS_ENDPOINT_URL ?? '',
    region,
  } satisfies PlaceholderValues;
}

const PLACEHOLDER = /\{([a-z_]+)\}/g;

/** The placeholders in a part of a command. */
export const placeholdersIn = (part: string): readonly Placeholder[] =>
  [...part.matchAll(PLACEHOLDER)]
    .map(([, name = '']) => name as Placeholder)
    .filter((name) => Object.hasOwn(PLACEHOLDERS, name));

/** Puts values in place of `{subnets}` and its like in every part of a command; others in braces stay as they are. */
export function fillPlaceholders(
  [program, ...args]: readonly [string, ...string[]],
  values: Partial<PlaceholderValues>,
): [string, ...string[]] {
  const filled = (part: string) =>
    part.replace(PLACEHOLDER, (whole, name: string) =>
      Object.hasOwn(values, name) ? (values[name as Placeholder] ?? whole) : whole,
    );
  return [filled(program), ...args.map(filled)];
}
