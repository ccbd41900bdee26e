import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { type Firefox, startFirefox, withoutFirefox } from '../../../documentation/site/browser/testing/firefox.ts';
import { type Harness, startHarnessWith } from '../../../harness.ts';
import { DOCUMENTED, privateVpc } from '../../../wrappers/situations/private-vpc.ts';
import { Feed } from './feed.ts';
import { liveSite } from './site.ts';

/** A JavaScript expression that waits on the page until another one is true; the test's own limit is what ends it. */
const until = (condition: string): string =>
  `new Promise((resolve) => { const look = () => ${condition} ? resolve(true) : setTimeout(look, 20); look(); })`;

describe('the page of serve in Firefox', { skip: withoutFirefox(), timeout: 120_000 }, () => {
  let firefox: Firefox;
  let harness: Harness;
  before(async () => {
    const feed = new Feed();
    let url = '';
    harness = await startHarnessWith(
      { time: 'instant', onVerdict: (id, verdict) => feed.verdict(id, verdict), onCall: (entry) => feed.call(entry) },
      liveSite(feed, () => url),
    );
    url = harness.url;
    firefox = await startFirefox();
  });
  after(async () => {
    await firefox?.[Symbol.asyncDispose]();
    await harness?.stop();
  });

  test('jobs arrive while it is open, with answer, fix and network, and it fits on a phone', async () => {
    const account = harness.createAccount();
    const { subnets, securityGroups } = await privateVpc(account, { between: DOCUMENTED });
    const create = (TrainingJobName: string, EnableInterContainerTrafficEncryption: boolean) =>
      account.sagemaker.send(
        new CreateTrainingJobCommand({
          TrainingJobName,
          EnableInterContainerTrafficEncryption,
          RoleArn: 'arn:aws:iam::123456789012:role/training',
          AlgorithmSpecification: { TrainingImage: 'x', TrainingInputMode: 'File' },
          OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
          ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 1 },
          StoppingCondition: { MaxRuntimeInSeconds: 60 },
          VpcConfig: { Subnets: [...subnets], SecurityGroupIds: [...securityGroups] },
        }),
      );
    await firefox.open(harness.url, { width: 390, height: 844 });
    await firefox.value(until('/Connected/.test(document.body.innerText)'));
    await create('fraud-1', true);
    await create('churn-1', false);
    await firefox.value(until("document.querySelectorAll('#job-list > li').length === 2"));
    const rows = await firefox.value<string[]>(
      "[...document.querySelectorAll('#job-list > li')].map(({ innerText }) => innerText.replace(/\\s+/g, ' '))",
    );
    assert.match(rows[0] ?? '', /^✗ unencrypted churn-1 .*Fix Send EnableInterContainerTrafficEncryption: true\. Copy/);
    assert.match(rows[1] ?? '', /^✓ encrypted fraud-1 /);
    await firefox.value("document.querySelector('#job-list details.network > summary').click()");
    await firefox.value(until("document.querySelector('#job-list svg[role=img]') !== null"));
    assert.ok((await firefox.value<number>('document.documentElement.scrollWidth - innerWidth')) <= 0);
  });
});
