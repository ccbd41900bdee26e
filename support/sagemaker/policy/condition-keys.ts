/** The condition keys that a policy may use here; https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html. */

export interface ConditionKey {
  /** As documentation writes it; policies may write it in any case. */
  readonly name: string;
  /** Several values in one request: a condition on it needs ForAllValues or ForAnyValue. */
  readonly many: boolean;
}

export const ENCRYPTION = 'sagemaker:InterContainerTrafficEncryption';
export const ISOLATION = 'sagemaker:NetworkIsolation';
export const SUBNETS = 'sagemaker:VpcSubnets';
export const SECURITY_GROUPS = 'sagemaker:VpcSecurityGroupIds';
export const INSTANCE_TYPES = 'sagemaker:InstanceTypes';
export const MAX_RUNTIME = 'sagemaker:MaxRuntimeInSeconds';
export const KEEP_ALIVE = 'sagemaker:KeepAlivePeriod';
export const VOLUME_KEY = 'sagemaker:VolumeKmsKey';
export const OUTPUT_KEY = 'sagemaker:OutputKmsKey';
export const JOB_DEFINITION = 'sagemaker:ModelMonitorJobDefinitionName';
export const TAG_KEYS = 'aws:TagKeys';
export const REGION = 'aws:RequestedRegion';
export const PRINCIPAL = 'aws:PrincipalArn';
export const PRINCIPAL_ACCOUNT = 'aws:PrincipalAccount';

/** Followed by the key of a tag. */
export const REQUEST_TAG = 'aws:RequestTag/';

const MANY = new Set([SUBNETS, SECURITY_GROUPS, INSTANCE_TYPES, TAG_KEYS]);

const NAMES: readonly string[] = [
  ENCRYPTION,
  ISOLATION,
  SUBNETS,
  SECURITY_GROUPS,
  INSTANCE_TYPES,
  MAX_RUNTIME,
  KEEP_ALIVE,
  VOLUME_KEY,
  OUTPUT_KEY,
  JOB_DEFINITION,
  TAG_KEYS,
  REGION,
  PRINCIPAL,
  PRINCIPAL_ACCOUNT,
];

/** For people who wrote another. */
export const KNOWN_KEYS = [...NAMES, `${REQUEST_TAG}<key>`];

/** @returns undefined for a key that is not simulated. */
export function conditionKey(written: string): ConditionKey | undefined {
  const lower = written.toLowerCase();
  if (lower.startsWith(REQUEST_TAG.toLowerCase())) return { name: written, many: false };
  const name = NAMES.find((known) => known.toLowerCase() === lower);
  return name === undefined ? undefined : { name, many: MANY.has(name) };
}
