import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { AuthorizeSecurityGroupEgressCommand, RevokeSecurityGroupEgressCommand } from '@aws-sdk/client-ec2';
import { CreateTrainingJobCommand, type CreateTrainingJobCommandInput } from '@aws-sdk/client-sagemaker';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { watched } from '../../../documentation/site/browser/testing/watched.ts';
import { startBrowser, withoutBrowser } from '../../../documentation/site/pictures/testing/browser.ts';
import type { JournalEntry } from '../../../gateway/index.ts';
import { type Account, type Harness, startHarnessWith } from '../../../harness.ts';
import { DOCUMENTED, privateVpc } from '../../../wrappers/situations/private-vpc.ts';
import { CallLog } from '../call-log.ts';
import { Feed } from './feed.ts';
import { liveSite } from './site.ts';

/** Where screenshots go, for a person to look at; none are made without it. */
const SHOTS = process.env.TRAIN_ENCRYPT_SHOTS;

const HOSTILE = '<img src=x onerror=alert(1)>\u202e"\'</script>{{7*7}}';

describe('the page of serve in a browser', { skip: withoutBrowser() }, () => {
  let browser: Browser;
  let harness: Harness;
  let account: Account;
  let logged: string[];
  let calls: JournalEntry[];
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser?.close());

  afterEach(() => harness?.stop());

  beforeEach(async () => {
    const feed = new Feed();
    logged = [];
    calls = [];
    const log = new CallLog((text) => logged.push(text));
    let url = '';
    harness = await startHarnessWith(
      {
        time: 'instant',
        onVerdict: (id, verdict) => {
          log.verdict(id, verdict);
          feed.verdict(id, verdict);
        },
        onCall: (entry) => {
          log.call(entry);
          feed.call(entry);
          calls.push(entry);
        },
      },
      liveSite(feed, () => url),
    );
    url = harness.url;
    account = harness.createAccount();
  });

  /** A job of two instances; resolves to the error's name where it is refused. */
  const create = (name: string, more: Partial<CreateTrainingJobCommandInput> = {}): Promise<string> =>
    account.sagemaker
      .send(
        new CreateTrainingJobCommand({
          TrainingJobName: name,
          RoleArn: 'arn:aws:iam::123456789012:role/training',
          AlgorithmSpecification: { TrainingImage: 'x', TrainingInputMode: 'File' },
          OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
          ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 1 },
          StoppingCondition: { MaxRuntimeInSeconds: 60 },
          ...more,
        }),
      )
      .then(
        () => 'created',
        ({ name }: Error) => name,
      );

  const ESP = { IpProtocol: '50' };

  /** One of each kind: encrypted, blocked for want of a rule, unencrypted. */
  async function jobs() {
    const { subnets, securityGroups } = await privateVpc(account, { between: DOCUMENTED });
    const [GroupId = ''] = securityGroups;
    const secure = {
      EnableInterContainerTrafficEncryption: true,
      VpcConfig: { Subnets: [...subnets], SecurityGroupIds: [...securityGroups] },
    };
    const row = { GroupId, IpPermissions: [{ ...ESP, UserIdGroupPairs: [{ GroupId }] }] };
    assert.equal(await create('fraud-1', secure), 'created');
    await account.ec2.send(new RevokeSecurityGroupEgressCommand(row));
    assert.equal(await create('fraud-2', secure), 'ValidationException');
    assert.equal(await create('churn-1'), 'created');
    return { fix: () => account.ec2.send(new AuthorizeSecurityGroupEgressCommand(row)) };
  }

  async function open(options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const seen = watched(page);
    await page.goto(harness.url);
    await page.getByText('Connected').waitFor();
    return { ...seen, [Symbol.asyncDispose]: () => context.close() };
  }

  const jobRow = (page: Page, name: string) => page.locator('#job-list > li').filter({ hasText: name });
  const axe = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  };
  const unfold = async (page: Page, name: string) => {
    const row = jobRow(page, name);
    await row.getByText('Network', { exact: true }).click();
    await row.locator('svg[role=img]').waitFor();
    await row.getByText('The drawing as a table').click();
    await row.getByText(/^Request, call/).click();
    await row.getByRole('button', { name: /^Replay/ }).waitFor();
  };

  test('shows jobs with their answers as they come, with no look of its own in log or journal', async () => {
    await using opened = await open();
    const { page } = opened;
    assert.ok(await page.getByText('No job yet.').isVisible());
    assert.match(await page.locator('#about').innerText(), /train-encrypt .* on http:\/\/127.* documented rules/);
    assert.deepEqual([calls, logged], [[], []]);
    await jobs();
    const [before, lines] = [calls.length, logged.length];
    await jobRow(page, 'churn-1').waitFor();
    const rows = await page.locator('#job-list > li h3').allInnerTexts();
    assert.deepEqual(rows, ['✗ unencrypted churn-1', '✗ blocked fraud-2', '✓ encrypted fraud-1']);
    const blocked = await jobRow(page, 'fraud-2').innerText();
    assert.match(blocked, /CreateTrainingJob, 2 × ml\.m5\.xlarge, private VPC · account \d{12} · \d\d:\d\d:\d\d/);
    assert.match(blocked, /outbound-rules \(documented/);
    assert.ok(await page.getByText('No job yet.').isHidden());
    assert.equal(await page.locator('#call-list > li').count(), before);
    await unfold(page, 'fraud-2');
    await page.goto(`${harness.url}/_train-encrypt/`);
    await page.goto(harness.url);
    await jobRow(page, 'churn-1').waitFor();
    assert.deepEqual([calls.length, logged.length], [before, lines]);
    assert.deepEqual(
      opened.requests.filter((url) => !url.startsWith(`${harness.url}/`)),
      [],
    );
    assert.deepEqual(opened.complaints, []);
  });

  test('copies the fix, draws the network, and sends a request again as the same account', async () => {
    await using opened = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = opened;
    const { fix } = await jobs();
    const row = jobRow(page, 'fraud-2');
    await row.getByRole('button', { name: 'Copy the fix for fraud-2' }).click();
    await row.getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^aws ec2 authorize-security-group-egress --group-id sg-\w+ --ip-permissions /);
    await unfold(page, 'fraud-2');
    assert.match((await row.locator('svg').getAttribute('aria-label')) ?? '', /fraud-2/);
    assert.match(await row.locator('table').innerText(), /ESP/);
    const request = await row.locator('.request pre').first().innerText();
    assert.equal((JSON.parse(request) as { TrainingJobName: string }).TrainingJobName, 'fraud-2');

    await fix();
    const number = /call (\d+)/.exec(await row.getByText(/^Request, call/).innerText())?.[1];
    await row.getByRole('button', { name: `Replay call ${number}` }).click();
    await row.getByText('Sent again as the same account: 200').waitFor();
    const rows = page.locator('#job-list > li h3');
    await page.locator('#job-list > li').nth(3).waitFor();
    assert.equal(await rows.first().innerText(), '✓ encrypted fraud-2');
    const replay = calls.at(-1);
    assert.deepEqual(
      [replay?.operation, replay?.caller.account, replay?.status, replay?.replayOf],
      ['CreateTrainingJob', account.id, 200, Number(number)],
    );
    await page.locator('#call-list').getByText(`replay of call ${number}`).waitFor();
  });

  test('filters by answer, operation and text, and keeps the filter in its address', async () => {
    await using opened = await open();
    const { page } = opened;
    await jobs();
    await jobRow(page, 'churn-1').waitFor();
    const visible = () => page.locator('#job-list > li:visible h3').allInnerTexts();
    await page.getByLabel('Answer').selectOption('blocked');
    assert.deepEqual(await visible(), ['✗ blocked fraud-2']);
    assert.equal(await page.locator('#call-list > li:visible').count(), 1);
    assert.equal(await page.locator('#job-count').innerText(), '1 of 3');
    await page.reload();
    await jobRow(page, 'fraud-2').waitFor();
    assert.deepEqual(await visible(), ['✗ blocked fraud-2']);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Text').fill('fraud PRIVATE');
    assert.deepEqual(await visible(), ['✗ blocked fraud-2', '✓ encrypted fraud-1']);
    await page.keyboard.press('Escape');
    await page.getByLabel('Operation').selectOption('CreateVpc');
    assert.deepEqual(await visible(), []);
    assert.equal(await page.locator('#call-list > li:visible').count(), 1);
  });

  test('a keyboard is enough, and focus can be seen', async () => {
    await using opened = await open();
    const { page } = opened;
    await jobs();
    await jobRow(page, 'churn-1').waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the jobs');
    await page.keyboard.press('Enter');
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press('Tab');
      const width = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement as Element);
        return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth);
      });
      assert.ok(width >= 2, `no outline after ${n + 1} tabs`);
    }
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).name), 'text');
    await jobRow(page, 'fraud-2').locator('.network > summary').focus();
    await page.keyboard.press('Enter');
    await jobRow(page, 'fraud-2').locator('svg[role=img]').waitFor();
  });

  test('what a job is called stays text', async () => {
    await using opened = await open();
    const { page } = opened;
    assert.equal(await create(HOSTILE), 'ValidationException');
    assert.equal(
      await create('fine', { AlgorithmSpecification: { TrainingImage: HOSTILE, TrainingInputMode: 'File' } }),
      'created',
    );
    await jobRow(page, 'fine').waitFor();
    await page.locator('#call-list summary').first().click();
    await page.locator('#call-list pre').first().waitFor();
    await page.locator('#call-list summary').nth(1).click();
    const escaped = /<img src=x onerror=alert\(1\)>\\u202e"'<\/script>\{\{7\*7\}\}/;
    assert.match(await jobRow(page, 'refused').locator('h3').innerText(), escaped);
    assert.doesNotMatch(await page.locator('body').innerText(), /\u202e/);
    assert.equal(await page.locator('img, script:not([src])').count(), 0);
    assert.deepEqual(opened.complaints, []);
  });

  test('what was reset is gone from the page', async () => {
    await using opened = await open();
    const { page } = opened;
    await jobs();
    await jobRow(page, 'churn-1').waitFor();
    await harness.reset(account.id);
    await fetch(`${harness.url}/_train-encrypt/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    await page.getByText('No job yet.').waitFor();
    assert.equal(await page.locator('li').count(), 0);
  });

  const looks: readonly (readonly [name: string, width: number, colorScheme: 'light' | 'dark'])[] = [
    ['light', 1280, 'light'],
    ['dark', 1280, 'dark'],
    ['phone', 360, 'light'],
  ];
  for (const [name, width, colorScheme] of looks) {
    test(`${name}: axe finds nothing, and nothing runs out of the page`, async () => {
      await using opened = await open({ colorScheme, viewport: { width, height: 800 } });
      const { page } = opened;
      await jobs();
      assert.equal(await create(HOSTILE.repeat(3)), 'ValidationException');
      await jobRow(page, 'churn-1').waitFor();
      assert.deepEqual(await axe(page), []);
      await unfold(page, 'fraud-2');
      await page.locator('#call-list summary').first().click();
      await page.locator('#call-list .label').first().waitFor();
      assert.deepEqual(await axe(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
    });
  }
});
