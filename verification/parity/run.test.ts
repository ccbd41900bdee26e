import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EC2Client } from '@aws-sdk/client-ec2';
import { deadUrl, serve } from '../../support/engines/testing/servers.ts';
import { call, filter, made, sequence, sharing } from './calls/making.ts';
import { run } from './run.ts';
import { embeddedTarget, emulatorTarget } from './targets.ts';

test('a sequence passes on the results of its calls, in an account of its own', async () => {
  await using target = await embeddedTarget();
  const vpcs = call('VPCs', 'DescribeVpcs', filter('is-default', 'false'));
  const outcomes = await run(
    [sequence('One', made.vpc(), vpcs, call('delete', 'DeleteVpc', { VpcId: '<vpc>' })), sequence('Two', vpcs)],
    target,
  );
  assert.deepEqual([...outcomes.keys()].sort(), ['One: VPCs', 'One: delete', 'Two: VPCs']);
  const found = outcomes.get('One: VPCs');
  assert.ok(found?.kind === 'ok');
  assert.match(JSON.stringify(found.output), /"VpcId":"<vpc>"/);
  assert.deepEqual(outcomes.get('Two: VPCs'), { kind: 'ok', output: {} });
});

test('sequences that share an account see what earlier ones of their topic made, and no others do', async () => {
  await using target = await embeddedTarget();
  const vpcs = (title: string) => call(title, 'DescribeVpcs', filter('cidr', '10.0.0.0/16'));
  const outcomes = await run(
    [...sharing(sequence('One', made.vpc()), sequence('One', vpcs('shared'))), sequence('One', vpcs('alone'))],
    target,
  );
  assert.deepEqual(
    [...outcomes].map(([name, outcome]) => [name, JSON.stringify(outcome).includes('"VpcId":"vpc-*"')]).sort(),
    [
      ['One: alone', false],
      ['One: shared', true],
    ],
  );
});

test('a call that cannot be made says what it misses', async () => {
  await using target = await embeddedTarget();
  const create = call('create', 'CreateVpc', { CidrBlock: 'nonsense' }, { saves: { vpc: 'Vpc.VpcId' } });
  const outcomes = await run([sequence('T', create, call('delete', 'DeleteVpc', { VpcId: '<vpc>' }))], target);
  const refused = outcomes.get('T: create');
  assert.ok(refused?.kind === 'error');
  assert.deepEqual([refused.code, refused.status], ['InvalidParameterValue', 400]);
  assert.match(refused.message, /nonsense/);
  assert.deepEqual(outcomes.get('T: delete'), { kind: 'impossible', missing: 'vpc' });
});

test('pages are asked for one after the other, and counted', async () => {
  await using target = await embeddedTarget();
  const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter, n) => made.vpc(letter, `10.${n}.0.0/16`));
  const paged = call('pages', 'DescribeVpcs', { ...filter('is-default', 'false'), MaxResults: 5 }, { pages: true });
  const outcome = (await run([sequence('T', many, paged)], target)).get('T: pages');
  assert.ok(outcome?.kind === 'ok');
  const { Vpcs, pages } = outcome.output as { Vpcs: unknown[]; pages: string };
  assert.deepEqual([Vpcs.length, pages], [7, '5 + 2']);
});

test('a server that always has a next page is not asked for ever', async () => {
  await using server = await serve((_, response) => {
    response.setHeader('content-type', 'text/xml');
    response.end('<DescribeVpcsResponse><vpcSet><item/></vpcSet><nextToken>more</nextToken></DescribeVpcsResponse>');
  });
  await using target = emulatorTarget(server.url, 'other');
  const paged = call('pages', 'DescribeVpcs', {}, { pages: true });
  const outcome = (await run([sequence('T', paged)], target)).get('T: pages');
  assert.ok(outcome?.kind === 'ok');
  assert.match(JSON.stringify(outcome.output), /"pages":"1 \+ 1 \+ 1 \+ 1 \+ 1 \+ 1"/);
});

test('a response that is no EC2 error is reported by its status', async () => {
  await using server = await serve((_, response) => {
    response.writeHead(500, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>500</title>');
  });
  await using target = emulatorTarget(server.url, 'moto');
  const outcomes = await run([sequence('T', call('VPCs', 'DescribeVpcs'))], target);
  assert.deepEqual(outcomes.get('T: VPCs'), { kind: 'error', code: 'none', status: 500, message: '' });
});

test('moto_server gets the account, in the region of all calls', async () => {
  const seen: (string | undefined)[] = [];
  await using server = await serve(({ headers }, response) => {
    seen.push(String(headers['x-moto-account-id']), /Credential=([^,]+)/.exec(headers.authorization ?? '')?.[1]);
    response.end('<DescribeVpcsResponse/>');
  });
  await using target = emulatorTarget(server.url, 'moto');
  await run([sequence('T', call('VPCs', 'DescribeVpcs'))], target);
  assert.match(seen[0] ?? '', /^\d{12}$/);
  assert.ok(seen[1]?.startsWith(`${seen[0]}/`) && seen[1].endsWith('/eu-central-1/ec2/aws4_request'));
});

test('a server that is not there is an error, and no outcome', async () => {
  await using target = emulatorTarget(await deadUrl(), 'other');
  await assert.rejects(run([sequence('T', call('VPCs', 'DescribeVpcs'))], target), /ECONNREFUSED/);
});

test('an operation that the SDK does not have is an error', async () => {
  const target = { newAccount: () => ({ account: '111122223333', ec2: new EC2Client({ region: 'eu-central-1' }) }) };
  await assert.rejects(run([sequence('T', call('rocket', 'LaunchRocket'))], target), /the SDK has no LaunchRocket/);
});
