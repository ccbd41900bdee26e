import assert from 'node:assert/strict';
import { DescribeSubnetsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { Given, Then, When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../rules/world.ts';
import { clientEnvironment } from './client-environment.ts';
import { clientNamed } from './clients.ts';
import { startProgram } from './command.ts';
import { finishedOf, pastedEnvironment, servingOf, stateOf } from './command-state.ts';
import { startForgetfulEndpoint } from './forgetful-endpoint.ts';
import { allLaunched } from './launched.ts';

/** Clients wait between two looks at a job, seconds each time. */
const fiveMinutes = { timeout: 300_000 };

Given('a proxy that drops the flag from every create request', async function (this: ScenarioWorld) {
  const { AWS_ENDPOINT_URL } = pastedEnvironment(servingOf(this));
  stateOf(this).between = await startForgetfulEndpoint(AWS_ENDPOINT_URL ?? '');
});

async function launch(world: ScenarioWorld, name: string, more: { args?: string[]; environment?: object } = {}) {
  const { program, args, environment } = clientNamed(name);
  const whole = { ...(await clientEnvironment(world)), ...environment, ...more.environment };
  stateOf(world).finished = await startProgram(program, [...args, ...(more.args ?? [])], whole).ended;
}

When('the program for the {} launches its jobs', fiveMinutes, async function (this: ScenarioWorld, name: string) {
  await launch(this, name);
});

/** Kinds of jobs, as the programs for the SageMaker SDKs take them: `training`, `training and processing`. */
const words = (list: string) => list.split(/, | and /);

When(
  /^the program for the (.+) launches (?!its jobs$)(\w+(?:, \w+)*(?: and \w+)?)( with its usage reports enabled)?$/,
  fiveMinutes,
  async function (this: ScenarioWorld, name: string, kinds: string, reports: string | null) {
    const environment = reports === null ? {} : { SAGEMAKER_USER_CONFIG_OVERRIDE: undefined };
    await launch(this, name, { args: words(kinds), environment });
  },
);

Then(
  'each of its {} jobs has {int} instances, is encrypted and has the VPC it made',
  async function (this: ScenarioWorld, kinds: string, instances: number) {
    const { ec2, sagemaker } = this.account;
    const { Vpcs = [] } = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['false'] }] }),
    );
    const [vpc, ...others] = Vpcs.map(({ VpcId }) => VpcId ?? '');
    assert.deepEqual(others, []);
    const { Subnets = [] } = await ec2.send(
      new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpc ?? ''] }] }),
    );
    const subnets = Subnets.map(({ SubnetId }) => SubnetId ?? '').sort();
    const launched = await allLaunched(sagemaker);
    for (const job of launched) {
      const what = `${job.kind} ${job.name}`;
      assert.equal(job.encrypted, true, what);
      assert.equal(job.instances, instances, what);
      assert.deepEqual(job.vpc?.Subnets?.toSorted(), subnets, what);
    }
    const found = [...new Set(launched.map(({ kind }) => kind))].sort();
    assert.deepEqual(found, words(kinds).sort(), finishedOf(this).output);
  },
);

Then('one of its training jobs was stopped, every other one completed', async function (this: ScenarioWorld) {
  const jobs = (await allLaunched(this.account.sagemaker)).filter(({ kind }) => kind === 'training');
  const ends = jobs.map(({ status }) => status).sort();
  assert.deepEqual(ends, [...ends.slice(0, -1).map(() => 'Completed'), 'Stopped']);
  assert.ok(ends.length > 1);
});

Then('it tried to reach nothing else', function (this: ScenarioWorld) {
  assert.deepEqual(stateOf(this).proxy?.refused, []);
});

Then('besides the endpoint it tried to reach only {}', function (this: ScenarioWorld, hosts: string) {
  const refused = (stateOf(this).proxy?.refused ?? []).map((target) => target.replace(/:443$/, ''));
  assert.deepEqual([...new Set(refused)].sort(), words(hosts).sort());
});
