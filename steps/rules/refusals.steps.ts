import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { refusalOf } from '../refusal.ts';
import type { ScenarioWorld } from './world.ts';

/** What a refusal must say about the rule that nearly did. */
const closestMatchByName: Readonly<Record<string, RegExp>> = {
  'TCP port 500 is not UDP port 500': /TCP (port )?500/,
  'UDP port 4500 is not UDP port 500': /UDP (port )?4500/,
  'port 50 is not protocol 50': /port 50 is not protocol 50/,
  'protocol 51 is not protocol 50': /protocol 51/,
  'an address range covers only half of the subnet': /10\.20\.\d\.0\/25 covers (only )?half/,
  'an address range leaves out a whole subnet': /10\.20\.1\.0\/24.*subnet-/,
  'a prefix list leaves out a whole subnet': /pl-.*subnet-/,
  'IPv6 ranges do not cover IPv4 subnets': /IPv6/,
  'the job is not in the group referred to': /sg-.*(not in|does not carry|not attached|not a member)/,
};

Then(/^the refusal explains that (.*)$/, function (this: ScenarioWorld, closestMatch: string) {
  const wanted =
    closestMatchByName[
      closestMatch.replace(
        'the job is not in the group that the rules refer to',
        'the job is not in the group referred to',
      )
    ];
  assert.ok(wanted, `no such closest match: ${closestMatch}`);
  assert.match(refusalOf(this).message, wanted);
});

Then("the refusal is worded as ours, not as AWS's", function (this: ScenarioWorld) {
  assert.match(refusalOf(this).message, /^train-encrypt refuses this job/);
});

Then(
  'the request is invalid because {string} must have length less than or equal to {int}',
  function (this: ScenarioWorld, path: string, limit: number) {
    assert.ok(
      refusalOf(this).message.endsWith(
        `at '${path}' failed to satisfy constraint: Member must have length less than or equal to ${limit}`,
      ),
      refusalOf(this).message,
    );
  },
);

Then('the request is invalid because {string} must not be null', function (this: ScenarioWorld, path: string) {
  assert.equal(
    refusalOf(this).message,
    `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
  );
});

Then('the request cannot be read', function (this: ScenarioWorld) {
  assert.equal(
    this.job.refusal?.name,
    'SerializationException',
    this.job.refusal?.message ?? 'the job was not refused',
  );
});

Then('it is advised that the second definition is unencrypted', async function (this: ScenarioWorld) {
  const verdicts = await this.account.verdicts();
  const inTheClear = verdicts.filter((verdict) =>
    verdict.findings.some((one) => one.rule === 'request-flag' && one.outcome === 'advice'),
  );
  assert.deepEqual(
    inTheClear.map((verdict) => verdict.job.path),
    ['TrainingJobDefinitions.2'],
  );
});

Then('the refusal names the second definition', function (this: ScenarioWorld) {
  const { message } = refusalOf(this);
  assert.ok(message.includes(`TrainingJobDefinitions.2 of ${this.job.name}`), message);
  assert.doesNotMatch(message, /TrainingJobDefinitions\.1/);
});
