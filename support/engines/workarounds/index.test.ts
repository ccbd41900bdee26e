import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServiceError } from '../../protocol/service.ts';
import { adjustedCall } from '../testing/workarounds.ts';
import { type AppliedWorkaround, Workarounds, workarounds } from './index.ts';

const ESP = 'IpPermissions.1.IpProtocol=50&IpPermissions.1.Groups.1.GroupId=sg-1';

test('an unknown endpoint has no workarounds', async () => {
  const none = new Workarounds('other');
  assert.equal(none.concern('AuthorizeSecurityGroupIngress'), false);
  const call = adjustedCall(ESP);
  assert.equal(await none.before(call), false);
  assert.equal(call.form.toString(), ESP);
});

test('each use of a workaround is reported, a refusal too', async () => {
  const reported: AppliedWorkaround[] = [];
  const ofLocalStack = new Workarounds('localstack', (applied) => reported.push(applied));
  assert.equal(await ofLocalStack.before(adjustedCall(ESP)), true);
  await assert.rejects(ofLocalStack.before(adjustedCall('IpPermissions.1.IpProtocol=esp')), ServiceError);
  assert.deepEqual(
    reported.map(({ id, operation, account }) => [id, operation, account]),
    [
      ['esp-without-ports', 'AuthorizeSecurityGroupIngress', '123456789012'],
      ['permission-checks', 'AuthorizeSecurityGroupIngress', '123456789012'],
    ],
  );
});

test('an operation that no workaround names is not looked at', async () => {
  assert.equal(new Workarounds('moto').concern('CreateVpc'), false);
  assert.equal(await new Workarounds('moto').after({}, adjustedCall('', { operation: 'CreateVpc' })), false);
});

test('a workaround whose own request fails reports that', async () => {
  const inUse = new Workarounds('moto').before(adjustedCall('GroupId=sg-1', { operation: 'DeleteSecurityGroup' }));
  await assert.rejects(inUse, /not-asked\.invalid/);
});

test('every workaround has a name of its own, and says what is wrong in one line', () => {
  const all = workarounds();
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  for (const { id, defect, upstreams, operations } of all) {
    assert.match(id, /^[a-z-]+$/);
    assert.match(defect, /^[^\n]{10,110}[^.\n]$/);
    assert.ok(upstreams.length > 0 && operations.length > 0);
  }
});
