import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PART } from '../sql/judge.ts';
import type { TallyRow } from '../sql/tally.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'train-encrypt-audit-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A call that creates a training job: two instances in a VPC with the flag, unless something else is said. */
export function event(id: string, parameters: object = {}, more: object = {}): object {
  return {
    eventVersion: '1.11',
    eventID: id,
    eventTime: '2025-03-01T09:00:00Z',
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateTrainingJob',
    awsRegion: 'eu-central-1',
    userAgent: 'Boto3/1.40.0 Botocore/1.40.0',
    recipientAccountId: '111122223333',
    userIdentity: {
      type: 'AssumedRole',
      accountId: '111122223333',
      arn: 'arn:aws:sts::111122223333:assumed-role/Train/session',
      sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/Train' } },
    },
    requestParameters: {
      trainingJobName: `job-${id}`,
      resourceConfig: { instanceCount: 2, instanceType: 'ml.m5.xlarge' },
      enableInterContainerTrafficEncryption: true,
      vpcConfig: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] },
      ...parameters,
    },
    ...more,
  };
}

export const packed = (events: readonly object[]): Buffer => gzipSync(JSON.stringify({ Records: events }));

/** Writes files below a folder, by their names. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** A tally as the SQL gives it. */
export function tally(about: Partial<TallyRow> & { readonly id?: string; readonly time?: string } = {}): TallyRow {
  const { id = 'e-1', time = '2025-03-01T09:00:00Z', ...row } = about;
  return {
    operation: 'CreateTrainingJob',
    account: '111122223333',
    role: 'arn:aws:iam::111122223333:role/Train',
    region: 'eu-central-1',
    month: '2025-03',
    agent: 'Boto3/1.40.0',
    answer: 'unencrypted',
    why: 'absent',
    network: null,
    jobs: 1,
    calls: 1,
    example: [id, time, '1', '', '{"instancecount":2,"instancetype":"ml.m5.xlarge"}', '', '', `job-${id}`].join(PART),
    ...row,
  };
}
