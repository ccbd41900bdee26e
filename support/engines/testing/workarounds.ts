import { EC2Client } from '@aws-sdk/client-ec2';
import type { AdjustedCall } from '../workarounds/workaround.ts';

/** For tests: a call with this form, to an upstream that must not be asked. */
export function adjustedCall(form: string, more: Partial<AdjustedCall> = {}): AdjustedCall {
  return {
    operation: 'AuthorizeSecurityGroupIngress',
    caller: { account: '123456789012', region: 'eu-central-1' },
    form: new URLSearchParams(form),
    ec2: new EC2Client({
      region: 'eu-central-1',
      endpoint: 'http://not-asked.invalid',
      credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
      maxAttempts: 1,
    }),
    ...more,
  };
}
