import { Agent } from 'node:http';
import { EC2Client } from '@aws-sdk/client-ec2';
import { CLIENT_SETTINGS, SECRET } from '../../support/engines/client-settings.ts';
import type { UpstreamKind } from '../../support/engines/engine.ts';
import { accountHeaders } from '../../support/engines/upstream/account.ts';
import { newAccountId } from '../../support/harness/account.ts';
import { startHarness } from '../../support/harness.ts';
import type { Target } from './run.ts';

/** Where all calls are made: zones, services and prefix lists are named after it. */
const REGION = 'eu-central-1';

export type OwnTarget = Target & AsyncDisposable;

/** The embedded engine, through the gateway. */
export async function embeddedTarget(): Promise<OwnTarget> {
  const harness = await startHarness({ engine: 'embedded' });
  return {
    newAccount() {
      const { id, ec2 } = harness.createAccount({ region: REGION });
      return { account: id, ec2 };
    },
    [Symbol.asyncDispose]: () => harness[Symbol.asyncDispose](),
  };
}

/** An emulator as it is: straight to it, past the gateway and its workarounds. */
export function emulatorTarget(url: string, kind: UpstreamKind): OwnTarget {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: 50 });
  return {
    newAccount() {
      const account = newAccountId();
      return { account, ec2: clientOf(url, account, accountHeaders(kind, { account, region: REGION }), httpAgent) };
    },
    [Symbol.asyncDispose]: async () => httpAgent.destroy(),
  };
}

function clientOf(
  endpoint: string,
  account: string,
  headers: Readonly<Record<string, string>>,
  httpAgent: Agent,
): EC2Client {
  const ec2 = new EC2Client({
    ...CLIENT_SETTINGS,
    region: REGION,
    endpoint,
    credentials: { accessKeyId: account, secretAccessKey: SECRET },
    requestHandler: { httpAgent, requestTimeout: 60_000 },
  });
  ec2.middlewareStack.add(
    (next) => (args) => {
      Object.assign((args.request as { headers: Record<string, string> }).headers, headers);
      return next(args);
    },
    { step: 'build', name: 'accountHeaders' },
  );
  return ec2;
}
