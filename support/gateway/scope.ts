import type { Caller } from '../protocol/service.ts';
import { accountOfSessionKey } from '../protocol/session-keys.ts';

/** What a signature's credential scope reports: `Credential=AKID/20261123/eu-central-1/sagemaker/aws4_request`. */
export interface Scope {
  readonly caller: Caller;
  /** The service's signing name. */
  readonly service: string;
}

const SCOPE = /^([\w-]{1,128})\/\d{8}\/([a-z0-9-]{1,32})\/([a-z][a-z0-9-]{0,62})\/aws4_request$/;
const HEADER = /^AWS4-[A-Z0-9-]+\s.*?\bCredential=([^\s,]+)/;

/**
 * Reads who calls what from the signature: its `Authorization` header, or `X-Amz-Credential` in the query of a presigned
 * request. The signature itself is not checked: any secret will do. `undefined` when there is none that can be read.
 */
export function readScope(headers: Readonly<Record<string, string>>, path: string): Scope | undefined {
  const credential = HEADER.exec(headers.authorization ?? '')?.[1] ?? presigned(path) ?? '';
  const [, key, region, service] = SCOPE.exec(credential) ?? [];
  if (key === undefined || region === undefined || service === undefined) return undefined;
  const session = accountOfSessionKey(key);
  if (session !== undefined) return { caller: { account: session, region, sessionKey: key }, service };
  return { caller: { account: accountOf(key), region }, service };
}

/** Calls of STS that are not signed, since they are how a client comes by credentials. */
const UNSIGNED = /(?:^|&)Action=AssumeRoleWith(?:WebIdentity|SAML)(?:&|$)/;

/** The scope of a request that STS takes unsigned: account 000000000000 in us-east-1. */
export function unsignedScope(headers: Readonly<Record<string, string>>, body: Uint8Array): Scope | undefined {
  if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return undefined;
  const form = new TextDecoder().decode(body.subarray(0, 1_000_000));
  return UNSIGNED.test(form) ? { caller: { account: SHARED_ACCOUNT, region: 'us-east-1' }, service: 'sts' } : undefined;
}

/** The account of requests whose access key id is not an account. */
export const SHARED_ACCOUNT = '000000000000';

function accountOf(accessKeyId: string): string {
  return /^\d{12}$/.test(accessKeyId) ? accessKeyId : SHARED_ACCOUNT;
}

function presigned(path: string): string | undefined {
  const query = path.indexOf('?');
  return query < 0 ? undefined : (new URLSearchParams(path.slice(query)).get('X-Amz-Credential') ?? undefined);
}
