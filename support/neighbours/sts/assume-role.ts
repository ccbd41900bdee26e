import { createHash } from 'node:crypto';
import { printable } from '../../protocol/printable.ts';
import { type Caller, ServiceError } from '../../protocol/service.ts';
import { sessionKey } from '../../protocol/session-keys.ts';
import { roleId } from '../iam/role-id.ts';
import { ASSUME_ROLE, ASSUME_ROLE_WITH_SAML, ASSUME_ROLE_WITH_WEB_IDENTITY } from './schemas.ts';

/** Who a session is: what GetCallerIdentity answers to its credentials. */
export interface Session {
  readonly arn: string;
  readonly userId: string;
}

/** Access key id → its session. */
export type Sessions = Map<string, Session>;

interface Assume {
  readonly RoleArn?: string;
  readonly RoleSessionName?: string;
  readonly DurationSeconds?: number;
  readonly SourceIdentity?: string;
  readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[];
  readonly TransitiveTagKeys?: readonly string[];
}

/** Seconds. */
const HOUR = 3600;
const SHORTEST = 900;
const LONGEST = 12 * HOUR;
/** Sessions that are remembered; the oldest is then the root user of its account to GetCallerIdentity. */
const MOST_SESSIONS = 10_000;

const invalid = (text: string) => new ServiceError('ValidationError', text);
const invalidValue = (text: string) => new ServiceError('InvalidParameterValue', text);

const broken = (value: string, member: string, demand: string) =>
  invalid(
    `1 validation error detected: Value '${printable(value)}' at '${member}' failed to satisfy constraint: ${demand}`,
  );

/** A role as its ARN names it. Recorded: what STS calls invalid. */
function roleOf(arn: string) {
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(arn)) throw invalid(`${printable(arn)} is invalid`);
  const [, partition, account, name] =
    /^arn:([^:]+):iam::(\d{12}):role\/(?:[!-~]*\/)?([\w+=,.@-]{1,64})$/.exec(arn) ?? [];
  return partition === undefined || account === undefined || name === undefined
    ? undefined
    : { partition, account, name };
}

function checkSessionName(name: string): void {
  if (!/^[\w+=,.@-]*$/.test(name)) {
    throw broken(name, 'roleSessionName', 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');
  }
  if (name.length < 2) {
    throw broken(name, 'roleSessionName', 'Member must have length greater than or equal to 2');
  }
  if (name.length > 64) throw broken(name, 'roleSessionName', 'Member must have length less than or equal to 64');
}

/** Recorded: keys of tags are compared without regard to case. */
function checkTags({ Tags = [], TransitiveTagKeys = [] }: Assume): void {
  const keys = Tags.map(({ Key = '' }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalidValue('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if (!TransitiveTagKeys.every((key) => keys.includes(key.toLowerCase()))) {
    throw invalidValue('The specified transitive tag key must be included in the requested tags.');
  }
}

/**
 * Lets anybody assume any role: trust policies are not looked at, as no IAM policy is here. Whoever uses the
 * credentials is in the role's account from then on.
 */
function assume(input: Assume, caller: Caller, sessions: Sessions) {
  const { RoleArn = '', RoleSessionName: name = '', DurationSeconds: seconds = HOUR } = input;
  const role = roleOf(RoleArn);
  checkSessionName(name);
  checkTags(input);
  if (role === undefined) {
    const text = `User: arn:aws:iam::${caller.account}:root is not authorized to perform: sts:AssumeRole on resource: ${printable(RoleArn)}`;
    throw new ServiceError('AccessDenied', text, 403);
  }
  if (seconds < SHORTEST || seconds > LONGEST) {
    const demand =
      seconds < SHORTEST
        ? `Member must have value greater than or equal to ${SHORTEST}`
        : `Member must have value less than or equal to ${LONGEST}`;
    throw broken(String(seconds), 'durationSeconds', demand);
  }
  const { partition, account, name: roleName } = role;
  const session = {
    arn: `arn:${partition}:sts::${account}:assumed-role/${roleName}/${name}`,
    userId: `${roleId(account, roleName)}:${name}`,
  };
  const key = sessionKey(account, session.arn);
  sessions.delete(key);
  sessions.set(key, session);
  const [oldest] = sessions.keys();
  if (sessions.size > MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
  // Not secrets: nothing here checks a signature, and nothing elsewhere takes them.
  const random = (what: string) => createHash('sha512').update(`${what} ${key}`).digest('base64');
  return {
    Credentials: {
      AccessKeyId: key,
      SecretAccessKey: random('secret').slice(0, 40),
      SessionToken: `${random('token')}${random('more')}`.replaceAll('=', ''),
      Expiration: new Date(Date.now() + seconds * 1000),
    },
    AssumedRoleUser: { Arn: session.arn, AssumedRoleId: session.userId },
  };
}

interface WithWebIdentity extends Assume {
  readonly WebIdentityToken?: string;
  readonly ProviderId?: string;
}

/** The claims of a token that is a JWT. Its signature is not checked. */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function withWebIdentity(input: WithWebIdentity, caller: Caller, sessions: Sessions) {
  const { WebIdentityToken = '', ProviderId } = input;
  if (WebIdentityToken.length < 4) {
    throw broken(WebIdentityToken, 'webIdentityToken', 'Member must have length greater than or equal to 4');
  }
  const { sub, aud, iss } = claimsOf(WebIdentityToken);
  return {
    ...assume(input, caller, sessions),
    SubjectFromWebIdentityToken: String(sub ?? 'unknown'),
    Audience: String([aud].flat()[0] ?? 'unknown'),
    Provider: String(iss ?? ProviderId ?? 'unknown'),
  };
}

interface WithSaml extends Assume {
  readonly SAMLAssertion?: string;
  readonly PrincipalArn?: string;
}

/** The name of the session is an attribute of the assertion. Its signature is not checked. */
function withSaml({ SAMLAssertion = '', ...input }: WithSaml, caller: Caller, sessions: Sessions) {
  const text = Buffer.from(SAMLAssertion, 'base64').toString();
  const attribute =
    /Name="https:\/\/aws\.amazon\.com\/SAML\/Attributes\/RoleSessionName"[^>]*>\s*<[^>]*AttributeValue[^>]*>([^<]*)</;
  const name = attribute.exec(text)?.[1];
  if (name === undefined) {
    const problem = 'train-encrypt: the SAML assertion has no attribute RoleSessionName.';
    throw new ServiceError('InvalidIdentityToken', problem);
  }
  const element = (tag: string) => new RegExp(`<(?:\\w+:)?${tag}(?:\\s[^>]*)?>([^<]*)<`).exec(text)?.[1] ?? 'unknown';
  return {
    ...assume({ ...input, RoleSessionName: name }, caller, sessions),
    Subject: element('NameID'),
    SubjectType: 'persistent',
    Issuer: element('Issuer'),
    Audience: element('Audience'),
  };
}

/** For the journal, which holds no credentials. */
const withoutCredentials = ({ Credentials: _, ...rest }: object & { readonly Credentials?: unknown }) => rest;

/** The ways into a role. */
export const assumeRoleOperations = (sessions: Sessions) =>
  [
    { schema: ASSUME_ROLE, handle: assume },
    { schema: ASSUME_ROLE_WITH_WEB_IDENTITY, handle: withWebIdentity },
    { schema: ASSUME_ROLE_WITH_SAML, handle: withSaml },
  ].map(({ schema, handle }) => ({
    schema,
    handle: (input: object, caller: Caller) => handle(input, caller, sessions),
    journal: withoutCredentials,
  }));
