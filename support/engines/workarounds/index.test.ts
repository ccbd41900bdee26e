import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServiceError } from '../../protocol/service.ts';
import { mendedCall } from '../testing/workarounds.ts';
import { type AppliedMend, Mends, mends } from './index.ts';

const ESP = 'IpPermissions.1.IpProtocol=50&IpPermissions.1.Groups.1.GroupId=sg-1';

test('an endpoint that nobody knows is taken as it is', async () => {
  const none = new Mends('other');
  assert.equal(none.concern('AuthorizeSecurityGroupIngress'), false);
  const call = mendedCall(ESP);
  assert.equal(await none.before(call), false);
  assert.equal(call.form.toString(), ESP);
});

test('each use of a mend is told, a refusal too', async () => {
  const told: AppliedMend[] = [];
  const ofLocalStack = new Mends('localstack', (applied) => told.push(applied));
  assert.equal(await ofLocalStack.before(mendedCall(ESP)), true);
  await assert.rejects(ofLocalStack.before(mendedCall('IpPermissions.1.IpProtocol=esp')), ServiceError);
  assert.deepEqual(
    told.map(({ id, operation, account }) => [id, operation, account]),
    [
      ['esp-without-ports', 'AuthorizeSecurityGroupIngress', '123456789012'],
      ['permission-checks', 'AuthorizeSecurityGroupIngress', '123456789012'],
    ],
  );
});

test('an operation that no mend names is not looked at', async () => {
  assert.equal(new Mends('moto').concern('CreateVpc'), false);
  assert.equal(await new Mends('moto').after({}, mendedCall('', { operation: 'CreateVpc' })), false);
});

test('a mend whose own question finds nobody does not hide that', async () => {
  const inUse = new Mends('moto').before(mendedCall('GroupId=sg-1', { operation: 'DeleteSecurityGroup' }));
  await assert.rejects(inUse, /not-asked\.invalid/);
});

test('every mend has a name of its own, and says what is wrong in one line', () => {
  const all = mends();
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  for (const { id, defect, upstreams, operations } of all) {
    assert.match(id, /^[a-z-]+$/);
    assert.match(defect, /^[^\n]{10,110}[^.\n]$/);
    assert.ok(upstreams.length > 0 && operations.length > 0);
  }
});
