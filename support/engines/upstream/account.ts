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
