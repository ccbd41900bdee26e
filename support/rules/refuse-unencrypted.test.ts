import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from './judge.ts';
import { DOCUMENTED, job, OBSERVED } from './testing/sample.ts';
import type { Job, RuleOptions } from './types.ts';

/** The rules that refuse a job without a VPC. */
const refusing = (parts: Partial<Job>, options: RuleOptions) =>
  judge(job({ vpc: undefined, ...parts }), undefined, options).refusals.map(({ rule, provenance }) => [
    rule,
    provenance,
  ]);

const OURS = [['request-flag', 'ours']];

for (const mode of [DOCUMENTED, OBSERVED]) {
  const options = { ...mode, refuseUnencrypted: true };
  test(`${mode.mode}: several instances without the flag are refused on request, one instance is not`, () => {
    for (const encrypted of [undefined, false]) {
      assert.deepEqual(refusing({ encrypted }, options), OURS);
      assert.deepEqual(refusing({ encrypted }, mode), []);
      assert.deepEqual(refusing({ encrypted, instances: 1 }, options), []);
    }
    assert.deepEqual(refusing({ encrypted: true }, { ...OBSERVED, refuseUnencrypted: true }), []);
  });
}

test('so is a number that the service chooses, and no other that is not given', () => {
  const options = { ...DOCUMENTED, refuseUnencrypted: true };
  const open = { encrypted: undefined, instances: 0 };
  assert.deepEqual(refusing({ ...open, operation: 'CreateAutoMLJobV2' }, options), OURS);
  assert.deepEqual(refusing(open, options), []);
});
