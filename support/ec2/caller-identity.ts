import type { StaticOperationSchema, StaticStructureSchema } from '@smithy/types';
import { createQueryService } from '../protocol/query.ts';
import type { Caller, Service } from '../protocol/service.ts';
import { partition } from './arn.ts';

const NAMESPACE = 'com.amazonaws.sts';
const REQUEST: StaticStructureSchema = [3, NAMESPACE, 'GetCallerIdentityRequest', 0, [], []];
const RESPONSE: StaticStructureSchema = [
  3,
  NAMESPACE,
  'GetCallerIdentityResponse',
  0,
  ['UserId', 'Account', 'Arn'],
  [0, 0, 0],
];
const GET_CALLER_IDENTITY: StaticOperationSchema = [9, NAMESPACE, 'GetCallerIdentity', 0, REQUEST, RESPONSE];

/** What STS has beside GetCallerIdentity. */
const OTHERS = [
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AssumeRoot',
  'DecodeAuthorizationMessage',
  'GetAccessKeyInfo',
  'GetDelegatedAccessToken',
  'GetFederationToken',
  'GetScopedCredentials',
  'GetSessionToken',
  'GetWebIdentityToken',
];

/** What is answered of STS. */
export const operations = [{ schema: GET_CALLER_IDENTITY, handle: (_: object, caller: Caller) => identity(caller) }];

/** As much of STS as says who calls: every caller is the root user of its account. */
export function createSts(): Service {
  return createQueryService<Caller>({
    name: 'sts',
    title: 'STS',
    flavour: 'aws',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations,
    knows: (operation) => OTHERS.includes(operation),
    otherEngine: 'LocalStack',
    context: (caller) => caller,
  });
}

function identity({ account, region }: Caller) {
  return { UserId: account, Account: account, Arn: `arn:${partition(region)}:iam::${account}:root` };
}
