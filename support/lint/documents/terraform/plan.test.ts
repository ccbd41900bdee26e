import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { judgedText } from '../../testing/judged.ts';

type Json = Record<string, unknown>;

const PLAN = readFileSync(join(import.meta.dirname, '../../testing/shapes/terraform-plan/plan.json'), 'utf8');

interface Plan extends Json {
  readonly planned_values: { readonly root_module: { readonly resources: Json[] } };
  readonly resource_changes: { readonly address: string; readonly change: Json; readonly type: string }[];
  readonly configuration: {
    readonly root_module: { readonly resources: { readonly address: string; readonly expressions: Json }[] };
  };
}

/** The answer for one definition of the real plan, after something in it was changed. */
async function answer(of: string, change: (plan: Plan) => void) {
  const plan = JSON.parse(PLAN) as Plan;
  change(plan);
  const { requests } = await judgedText(JSON.stringify(plan), 'plan.json');
  const job = requests.flatMap(({ jobs }) => jobs).find(({ job: { name } }) => name.endsWith(of));
  return job?.answered;
}

const expressionsOf = (plan: Plan, address: string): Json => {
  const found = plan.configuration.root_module.resources.find((one) => one.address === address);
  assert.ok(found, address);
  return found.expressions;
};

test('the group that an expression names is the one that is judged', async () => {
  assert.equal((await answer('.inline', () => undefined))?.answer, 'encrypted');
  const other = (name: string) => (plan: Plan) => {
    const references = [`aws_security_group.${name}.id`, `aws_security_group.${name}`];
    const [network] = expressionsOf(plan, 'aws_sagemaker_data_quality_job_definition.inline').network_config as Json[];
    const [vpc] = (network as Json).vpc_config as Json[];
    Object.assign(vpc ?? {}, { security_group_ids: { references } });
  };
  assert.equal((await answer('.inline', other('rules')))?.answer, 'blocked');
  assert.equal((await answer('.inline', other('new_rules')))?.answer, 'encrypted');
  const unknown = await answer('.inline', other('nowhere'));
  assert.equal(unknown?.answer, 'not shown');
  assert.match(
    unknown?.because.join() ?? '',
    /SecurityGroupIds is known after apply, from aws_security_group\.nowhere\.id/,
  );
});

test('an expression that chooses by a variable is unknown, and so is one that names a resource of another kind', async () => {
  for (const references of [
    ['var.use', 'aws_security_group.inline.id', 'aws_security_group.inline'],
    ['local.groups'],
    ['module.net.nothing', 'module.net'],
    ['aws_iam_role.r.id', 'aws_iam_role.r'],
  ]) {
    const found = await answer('.inline', (plan) => {
      const [network] = expressionsOf(plan, 'aws_sagemaker_data_quality_job_definition.inline')
        .network_config as Json[];
      const [vpc] = (network as Json).vpc_config as Json[];
      Object.assign(vpc ?? {}, { security_group_ids: { references } });
    });
    assert.equal(found?.answer, 'not shown', references.join());
  }
});

test('without its ingress rule a group blocks, and a rule of an unknown group leaves every group open', async () => {
  const rule = 'aws_vpc_security_group_ingress_rule.all';
  const without = (plan: Plan) => {
    const { resources } = plan.planned_values.root_module;
    resources.splice(
      resources.findIndex(({ address }) => address === rule),
      1,
    );
  };
  assert.equal((await answer('.new_rules[0]', () => undefined))?.answer, 'encrypted');
  assert.equal((await answer('.new_rules[0]', without))?.answer, 'blocked');
  const open = await answer('.new_rules[0]', (plan) => {
    Object.assign(expressionsOf(plan, rule), { security_group_id: { references: ['local.group'] } });
  });
  assert.equal(open?.answer, 'not shown');
  assert.match(
    open?.because.join() ?? '',
    /the group of aws_vpc_security_group_ingress_rule\.all is known after apply, from local\.group/,
  );
});

test('a group that is there and loses rules by the plan is not judged by the rules that it had', async () => {
  const lose = (actions: readonly string[]) => (plan: Plan) => {
    const group = plan.planned_values.root_module.resources.find(
      ({ address }) => address === 'aws_security_group.new_rules',
    );
    const all = { from_port: 0, to_port: 0, protocol: '-1', self: true };
    Object.assign(group?.values as Json, { id: 'sg-0a1', ingress: [all], egress: [all] });
    const change = plan.resource_changes.find(({ address }) => address === 'aws_security_group.new_rules')?.change;
    Object.assign(change ?? {}, { after_unknown: { vpc_id: true } });
    const before = { security_group_id: 'sg-0a1' };
    plan.resource_changes.push({
      address: 'x',
      type: 'aws_vpc_security_group_ingress_rule',
      change: { actions, before },
    });
    const { resources } = plan.planned_values.root_module;
    resources.splice(
      resources.findIndex(({ address }) => address === 'aws_vpc_security_group_ingress_rule.all'),
      1,
    );
  };
  assert.equal((await answer('.new_rules[0]', lose(['no-op'])))?.answer, 'encrypted');
  const found = await answer('.new_rules[0]', lose(['delete']));
  assert.equal(found?.answer, 'not shown');
  assert.match(found?.because.join() ?? '', /rules of aws_security_group\.new_rules are taken away by the plan/);
});

test('a network ACL of the plan is the one that counts, entry by entry', async () => {
  type Module = { readonly child_modules: readonly { readonly resources: readonly Json[] }[] };
  const acl = (change: (values: Json) => void) => (plan: Plan) => {
    const { child_modules } = plan.planned_values.root_module as unknown as Module;
    const found = child_modules[0]?.resources.find(({ type }) => type === 'aws_network_acl');
    change(found?.values as Json);
  };
  const deny = acl((values) => {
    const [first] = values.ingress as Json[];
    values.ingress = [{ ...first, rule_no: 90, action: 'deny', protocol: 'esp' }, first];
  });
  assert.equal((await answer('.inline', deny))?.answer, 'blocked');
  assert.equal(
    (
      await answer(
        '.inline',
        acl((values) => (values.egress = [])),
      )
    )?.answer,
    'blocked',
  );
});
