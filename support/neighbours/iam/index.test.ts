import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as sdk from '@aws-sdk/client-iam';
import { ACCOUNT, configuration, serveAlone } from '../../gateway/testing/neighbours.ts';
import { createIam } from './index.ts';
import { operations } from './roles.ts';
import { createStore } from './store.ts';

const TRUST = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/training`;

async function start() {
  const gateway = await serveAlone(createIam());
  const iam = new sdk.IAMClient(configuration(gateway.url));
  const other = new sdk.IAMClient(configuration(gateway.url, '999999999999', 'cn-north-1'));
  return {
    iam,
    other,
    create: (RoleName: string, more: object = {}) =>
      iam.send(new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST, ...more })),
    get: (RoleName: string) => iam.send(new sdk.GetRoleCommand({ RoleName })),
    simulate: (PolicySourceArn: string, ActionNames: string[], more: object = {}) =>
      iam.send(new sdk.SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames, ...more })),
    async [Symbol.asyncDispose]() {
      iam.destroy();
      other.destroy();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

test('a role that no request created exists, and SageMaker may assume it', async () => {
  await using served = await start();
  const { Role } = await served.get('training');
  assert.equal(Role?.Arn, ROLE);
  assert.match(Role?.Description ?? '', /Nobody created this role/);
  const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
  assert.equal(trust.Statement[0].Principal.Service, 'sagemaker.amazonaws.com');
  assert.deepEqual((await served.iam.send(new sdk.ListRolesCommand({}))).Roles, []);
});

test('a role is as it was created, in its account alone', async () => {
  await using served = await start();
  const { Role } = await served.create('training', { Path: '/service-role/', MaxSessionDuration: 7200 });
  assert.equal(Role?.Arn, `arn:aws:iam::${ACCOUNT}:role/service-role/training`);
  const kept = (await served.get('training')).Role;
  assert.deepEqual(kept, { ...Role, MaxSessionDuration: 7200, RoleLastUsed: {} });
  assert.equal(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), TRUST);
  const elsewhere = await served.other.send(new sdk.GetRoleCommand({ RoleName: 'training' }));
  assert.equal(elsewhere.Role?.Arn, 'arn:aws-cn:iam::999999999999:role/training');
});

test('a deleted role is gone until it is created again', async () => {
  await using served = await start();
  await served.iam.send(new sdk.DeleteRoleCommand({ RoleName: 'training' }));
  await assert.rejects(served.get('training'), { name: 'NoSuchEntityException' });
  await assert.rejects(served.simulate(ROLE, ['s3:PutObject']), { name: 'NoSuchEntityException' });
  await served.create('training');
  await served.get('training');
});

test('roles are listed by name, in pages', async () => {
  await using served = await start();
  for (const name of ['c', 'a', 'b']) await served.create(name);
  await served.create('d', { Path: '/other/' });
  const names: (string | undefined)[] = [];
  const pages = sdk.paginateListRoles({ client: served.iam, pageSize: 2 }, {});
  for await (const { Roles = [] } of pages) names.push(...Roles.map(({ RoleName }) => RoleName));
  assert.deepEqual(names, ['a', 'b', 'c', 'd']);
  const { Roles } = await served.iam.send(new sdk.ListRolesCommand({ PathPrefix: '/other/' }));
  assert.deepEqual(
    Roles?.map(({ RoleName }) => RoleName),
    ['d'],
  );
});

test('a role that cannot be is refused', async () => {
  await using served = await start();
  await served.create('training');
  await assert.rejects(served.create('training'), { name: 'EntityAlreadyExistsException' });
  await assert.rejects(served.create('no spaces'), { name: 'ValidationError' });
  await assert.rejects(served.get('x'.repeat(65)), { name: 'ValidationError' });
  await assert.rejects(served.create('a', { Path: 'a' }), { name: 'ValidationError' });
  await assert.rejects(served.create('a', { MaxSessionDuration: 60 }), { name: 'ValidationError' });
  for (const document of ['', '{}', 'x'.repeat(200_000)]) {
    await assert.rejects(served.create('a', { AssumeRolePolicyDocument: document }), {
      name: 'MalformedPolicyDocumentException',
    });
  }
});

test('a principal may do what it is asked about, action by action and resource by resource', async () => {
  await using served = await start();
  const { EvaluationResults } = await served.simulate(ROLE, ['s3:PutObject', 's3:GetObject'], {
    ResourceArns: ['arn:aws:s3:::models/*'],
  });
  assert.deepEqual(
    EvaluationResults?.map(({ EvalActionName, EvalDecision, EvalResourceName }) => [
      EvalActionName,
      EvalDecision,
      EvalResourceName,
    ]),
    [
      ['s3:PutObject', 'allowed', 'arn:aws:s3:::models/*'],
      ['s3:GetObject', 'allowed', 'arn:aws:s3:::models/*'],
    ],
  );
});

test('a simulation that cannot be is refused', async () => {
  await using served = await start();
  for (const arn of ['training', 'arn:aws:iam::999999999999:role/training', `arn:aws:iam::${ACCOUNT}:root`]) {
    await assert.rejects(served.simulate(arn, ['s3:PutObject']), { name: 'InvalidInputException' });
  }
  await assert.rejects(served.simulate(ROLE, ['PutObject']), { name: 'InvalidInputException' });
  await assert.rejects(
    served.simulate(ROLE, ['s3:PutObject'], { PolicyInputList: ['{}'] }),
    /SimulatePrincipalPolicy with PolicyInputList is not answered/,
  );
});

test('what is not answered is named', async () => {
  await using served = await start();
  const users = served.iam.send(new sdk.ListUsersCommand({}));
  await assert.rejects(users, /IAM ListUsers is not answered by the embedded engine\. LocalStack would answer it/);
});

test('an account has no more roles than IAM lets it have', () => {
  const account = createStore().of({ account: ACCOUNT, region: 'us-east-1' });
  const create = operations.find(({ schema }) => schema[2] === 'CreateRole');
  const one = (name: string) => create?.handle({ RoleName: name, AssumeRolePolicyDocument: TRUST } as never, account);
  for (let i = 1; i <= 1000; i++) one(`role-${i}`);
  assert.throws(() => one('one-more'), { code: 'LimitExceeded' });
});
