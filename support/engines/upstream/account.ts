import type { Caller } from '../../protocol/service.ts';
import type { UpstreamKind } from '../engine.ts';

/**
 * What each emulator needs to keep accounts apart. LocalStack and ministack take a 12-digit access key id for the
 * account, and the region from the credential scope, as the gateway does. moto_server takes the region from there, but
 * the account from a header of its own.
 */
export function accountHeaders(kind: UpstreamKind, { account }: Caller): Readonly<Record<string, string>> {
  return kind === 'moto' ? { 'x-moto-account-id': account } : {};
}

/**
 * The signature header of a request that has none, because it comes from this process and not from a client. Emulators
 * read service, region and account from its scope, and do not check the signature itself.
 */
export function scopeHeader(service: string, { account, region }: Caller): { readonly authorization: string } {
  const scope = `${account}/20260101/${region}/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
}
