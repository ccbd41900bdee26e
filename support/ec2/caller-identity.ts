import { assumeRoleOperations, type Sessions } from '../neighbours/sts/assume-role.ts';
import { GET_CALLER_IDENTITY } from '../neighbours/sts/schemas.ts';
import { createQueryService } from '../protocol/query.ts';
import type { Caller, Service } from '../protocol/service.ts';
import { partition } from './arn.ts';

/** What STS has beside what is answered. */
const OTHERS = [
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
export const operations = stsOperations(new Map());

function stsOperations(sessions: Sessions) {
  return [
    { schema: GET_CALLER_IDENTITY, handle: (_: object, caller: Caller) => identity(caller, sessions) },
    ...assumeRoleOperations(sessions),
  ];
}

/** As much of STS as says who calls, and lets it assume roles. Without a role a caller is its account's root user. */
export function createSts(): Service {
  const sessions: Sessions = new Map();
  const service = createQueryService<Caller>({
    name: 'sts',
    title: 'STS',
    flavour: 'aws',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: stsOperations(sessions),
    knows: (operation) => OTHERS.includes(operation),
    otherEngine: 'LocalStack',
    context: (caller) => caller,
  });
  return {
    ...service,
    reset(account) {
      for (const [key, { arn }] of sessions)
        if (account === undefined || arn.split(':')[4] === account) sessions.delete(key);
    },
  };
}

function identity({ account, region, sessionKey }: Caller, sessions: Sessions) {
  const session = sessionKey === undefined ? undefined : sessions.get(sessionKey);
  if (session !== undefined) return { UserId: session.userId, Account: account, Arn: session.arn };
  return { UserId: account, Account: account, Arn: `arn:${partition(region)}:iam::${account}:root` };
}
