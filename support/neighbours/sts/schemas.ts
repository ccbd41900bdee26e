import type { StaticOperationSchema, StaticStructureSchema } from '@smithy/types';

/*
 * The calls of STS that are answered, as the service's API model has them. Written by hand: the SDK of STS would be
 * loaded for these four alone.
 */

const NAMESPACE = 'com.amazonaws.sts';
const TEXT = 0;
const NUMBER = 1;
const TIME = 4;

type Members = Readonly<Record<string, unknown>>;

const structure = (name: string, members: Members): StaticStructureSchema =>
  [3, NAMESPACE, name, 0, Object.keys(members), Object.values(members)] as unknown as StaticStructureSchema;

const list = (name: string, member: unknown) => [1, NAMESPACE, name, 0, member] as const;

const call = (name: string, input: Members, output: Members): StaticOperationSchema => [
  9,
  NAMESPACE,
  name,
  0,
  structure(`${name}Request`, input),
  structure(`${name}Response`, output),
];

const CREDENTIALS = structure('Credentials', {
  AccessKeyId: TEXT,
  SecretAccessKey: TEXT,
  SessionToken: TEXT,
  Expiration: TIME,
});
const USER = structure('AssumedRoleUser', { AssumedRoleId: TEXT, Arn: TEXT });
const POLICIES = list('policyDescriptorListType', structure('PolicyDescriptorType', { arn: TEXT }));
const ASSUMED = { Credentials: CREDENTIALS, AssumedRoleUser: USER };

export const GET_CALLER_IDENTITY = call('GetCallerIdentity', {}, { UserId: TEXT, Account: TEXT, Arn: TEXT });

export const ASSUME_ROLE = call(
  'AssumeRole',
  {
    RoleArn: TEXT,
    RoleSessionName: TEXT,
    PolicyArns: POLICIES,
    Policy: TEXT,
    DurationSeconds: NUMBER,
    Tags: list('tagListType', structure('Tag', { Key: TEXT, Value: TEXT })),
    TransitiveTagKeys: list('tagKeyListType', TEXT),
    ExternalId: TEXT,
    SerialNumber: TEXT,
    TokenCode: TEXT,
    SourceIdentity: TEXT,
  },
  { ...ASSUMED, SourceIdentity: TEXT },
);

export const ASSUME_ROLE_WITH_WEB_IDENTITY = call(
  'AssumeRoleWithWebIdentity',
  {
    RoleArn: TEXT,
    RoleSessionName: TEXT,
    WebIdentityToken: TEXT,
    ProviderId: TEXT,
    PolicyArns: POLICIES,
    Policy: TEXT,
    DurationSeconds: NUMBER,
  },
  { ...ASSUMED, SubjectFromWebIdentityToken: TEXT, Provider: TEXT, Audience: TEXT },
);

export const ASSUME_ROLE_WITH_SAML = call(
  'AssumeRoleWithSAML',
  {
    RoleArn: TEXT,
    PrincipalArn: TEXT,
    SAMLAssertion: TEXT,
    PolicyArns: POLICIES,
    Policy: TEXT,
    DurationSeconds: NUMBER,
  },
  { ...ASSUMED, Subject: TEXT, SubjectType: TEXT, Issuer: TEXT, Audience: TEXT },
);
