import type { UpstreamKind } from '../../support/engines/engine.ts';
import { accountHeaders } from '../../support/engines/upstream/account.ts';
import { newAccountId } from '../../support/harness/account.ts';
import { startHarness } from '../../support/harness.ts';
import type { Stage } from './play.ts';

export type OwnStage = Stage & AsyncDisposable;

/** The embedded engine, through the gateway. */
export async function embeddedStage(): Promise<OwnStage> {
  const harness = await startHarness({ engine: 'embedded' });
  return {
    url: harness.url,
    newAccount: newAccountId,
    headers: () => ({}),
    [Symbol.asyncDispose]: () => harness[Symbol.asyncDispose](),
  };
}

/** An emulator as it is: straight to it, past the gateway and its workarounds. */
export const emulatorStage = (url: string, kind: UpstreamKind): Stage => ({
  url,
  newAccount: newAccountId,
  headers: (account) => accountHeaders(kind, { account, region: '' }),
});
