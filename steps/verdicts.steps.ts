import assert from 'node:assert/strict';
import type { SageMakerServiceException } from '@aws-sdk/client-sagemaker';
import { defineParameterType, Then, When } from '@cucumber/cucumber';
import type { Flow } from '../support/network/model.ts';
import type { FlowVerdict } from '../support/network/reachability.ts';
import type { Finding } from '../support/rules/types.ts';
import { runEc2Command } from './aws-cli.ts';
import type { DirectedFlow } from './vocabulary.ts';
import type { ScenarioWorld } from './world.ts';

/** The rules that speak of what a security group lets pass. */
const groupRules = ['inbound-rules', 'outbound-rules', 'between-instances'];

/** What a scenario says of a broken rule, and the rule's id. */
const ruleByReason: Readonly<Record<string, string>> = {
  'it names no private VPC': 'vpc-required',
  'the security group does not exist': 'security-groups-exist',
  'the subnet does not exist': 'subnets-exist',
  'its subnets and security groups belong to different VPCs': 'same-vpc',
  'too few private addresses are free': 'free-addresses',
  "the VPC's tenancy is not the default": 'default-tenancy',
};

defineParameterType({
  name: 'reason',
  regexp: new RegExp(Object.keys(ruleByReason).join('|')),
  transformer: (text: string) => text,
});

/** The refusal, which must be the service's own: a ValidationException whose words are marked as ours. */
function refusalOf(world: ScenarioWorld): SageMakerServiceException {
  const { refusal } = world.job;
  assert.ok(refusal, 'the job was not refused');
  assert.equal(refusal.name, 'ValidationException', refusal.message);
  return refusal;
}

const refusing = (world: ScenarioWorld) => world.findings.filter((finding) => finding.refuses);

/** What may be missing, as a refusal's near miss writes it. */
const rowName = ({ direction, flow }: DirectedFlow) => `${flow === 'ike' ? 'UDP 500' : 'ESP'} ${direction}`;

const keysOf = (flows: readonly (DirectedFlow | FlowVerdict)[]) =>
  [...new Set(flows.map(({ direction, flow }) => `${flow} ${direction}`))].sort();

function flowsLacking(findings: readonly Finding[], standing: FlowVerdict['standing']): FlowVerdict[] {
  return findings
    .filter((finding) => groupRules.includes(finding.rule))
    .flatMap((finding) => finding.flows)
    .filter((flow) => flow.standing === standing);
}

function assertRefusedForGroups(world: ScenarioWorld, flows: DirectedFlow[], standing: FlowVerdict['standing']) {
  const { message } = refusalOf(world);
  const rules = new Set(refusing(world).map((finding) => finding.rule));
  assert.deepEqual(keysOf(flowsLacking(refusing(world), standing)), keysOf(flows), message);
  for (const { direction } of flows)
    assert.ok(rules.has(direction === 'in' ? 'inbound-rules' : 'outbound-rules'), message);
  assert.deepEqual(
    [...rules].filter((rule) => !groupRules.includes(rule)),
    [],
    message,
  );
}

Then(
  'the job is refused because {directedFlows} is/are missing',
  function (this: ScenarioWorld, flows: DirectedFlow[]) {
    assertRefusedForGroups(this, flows, 'missing');
    for (const flow of flows)
      assert.ok(refusalOf(this).message.includes(`${rowName(flow)}: missing`), refusalOf(this).message);
  },
);

Then(
  'the job is refused because {directedFlows} is/are not as documented',
  function (this: ScenarioWorld, flows: DirectedFlow[]) {
    assertRefusedForGroups(this, flows, 'broader');
  },
);

Then('the job is refused because {reason}', function (this: ScenarioWorld, reason: string) {
  const { message } = refusalOf(this);
  const rules = [...new Set(refusing(this).map((finding) => finding.rule))];
  assert.deepEqual(rules, [ruleByReason[reason]], message);
});

Then('the job is refused because a network ACL stops {flows}', function (this: ScenarioWorld, flows: Flow[]) {
  const { message } = refusalOf(this);
  const findings = refusing(this).filter((finding) => finding.rule === 'network-acls');
  assert.ok(findings.length > 0, message);
  const text = findings.map((finding) => `${finding.text} ${finding.nearMiss}`).join(' ');
  for (const flow of ['ike', 'esp'] as const) {
    const named = flow === 'ike' ? /UDP 500|IKE/ : /ESP|protocol 50/;
    assert.equal(named.test(text), flows.includes(flow), text);
  }
  assert.deepEqual(
    refusing(this)
      .map((finding) => finding.rule)
      .filter((rule) => !['network-acls', 'between-instances'].includes(rule)),
    [],
    'the security group itself is not to blame',
  );
});

Then('the refusal shows that {directedFlows} is/are there', function (this: ScenarioWorld, flows: DirectedFlow[]) {
  for (const flow of flows)
    assert.ok(refusalOf(this).message.includes(`${rowName(flow)}: yes`), refusalOf(this).message);
});

/** What a refusal must say about the rule that nearly did. */
const nearMissByName: Readonly<Record<string, RegExp>> = {
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

Then(/^the refusal explains that (.*)$/, function (this: ScenarioWorld, nearMiss: string) {
  const wanted =
    nearMissByName[
      nearMiss.replace('the job is not in the group that the rules refer to', 'the job is not in the group referred to')
    ];
  assert.ok(wanted, `no such near miss: ${nearMiss}`);
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

Then('{directedFlows} is allowed exactly as documented', function (this: ScenarioWorld, flows: DirectedFlow[]) {
  assertStanding(this, flows, 'documented');
});

Then(
  '{directedFlows} is allowed by something broader than documented',
  function (this: ScenarioWorld, flows: DirectedFlow[]) {
    assertStanding(this, flows, 'broader');
  },
);

function assertStanding(world: ScenarioWorld, flows: DirectedFlow[], standing: FlowVerdict['standing']) {
  const seen = keysOf(flowsLacking(world.findings, standing));
  for (const key of keysOf(flows))
    assert.ok(seen.includes(key), `${key} is not ${standing}: ${seen.join(', ') || 'none'}`);
}

/** Findings that refuse nothing: what a person is told all the same. */
const advice = (world: ScenarioWorld) => world.findings.filter((finding) => !finding.refuses);

const adviceOf = (world: ScenarioWorld, rule: string, outcomes: readonly Finding['outcome'][]) =>
  advice(world).filter((finding) => finding.rule === rule && outcomes.includes(finding.outcome));

Then('it is advised that {directedFlows} is/are missing', function (this: ScenarioWorld, flows: DirectedFlow[]) {
  assert.deepEqual(keysOf(flowsLacking(advice(this), 'missing')), keysOf(flows));
});

Then('it is advised that {reason}', function (this: ScenarioWorld, reason: string) {
  assert.equal(adviceOf(this, ruleByReason[reason] ?? '', ['advice', 'broken']).length, 1);
});

Then('it is advised that its instances talk in the clear', function (this: ScenarioWorld) {
  const found = adviceOf(this, 'request-flag', ['advice']);
  assert.equal(found.length, 1);
  assert.match(found[0]?.text ?? '', /in the clear/);
});

Then('it is advised that the second definition talks in the clear', function (this: ScenarioWorld) {
  const inTheClear = this.account
    .verdicts()
    .filter((verdict) => verdict.findings.some((one) => one.rule === 'request-flag' && one.outcome === 'advice'));
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

Then('it is pointed out that encryption has no effect on a single instance', function (this: ScenarioWorld) {
  assert.ok(
    adviceOf(this, 'single-instance', ['holds', 'advice']).length > 0,
    'nothing is said of the single instance',
  );
});

Then('it is advised that its subnets have no route to S3', function (this: ScenarioWorld) {
  assert.equal(adviceOf(this, 's3-route', ['advice']).length, 1);
});

Then('nothing is said about a route to S3', function (this: ScenarioWorld) {
  assert.deepEqual(adviceOf(this, 's3-route', ['advice', 'broken']), []);
});

When('the proposed remedy is applied', async function (this: ScenarioWorld) {
  const { message } = refusalOf(this);
  const commands = [...new Set(refusing(this).flatMap((finding) => finding.remedy))];
  assert.ok(commands.length > 0, `no remedy is proposed: ${message}`);
  for (const command of commands) {
    assert.ok(message.includes(command), `the refusal keeps the remedy to itself: ${command}`);
    await runEc2Command(this.account.ec2, command);
  }
});

/** What a verdict says beside refusals and missing rules: the rule that says it, how it stands, and its words. */
const sayings: Readonly<Record<string, readonly [rule: string, outcome: Finding['outcome'], words: RegExp]>> = {
  'the service manages its VPC': ['service-vpc', 'advice', /the service manages/],
  'it runs in a private VPC': ['private-vpc', 'holds', /runs in subnet-/],
  'its ESP rules have no ports': ['esp-ports', 'holds', /no ports/],
  'every pair of its instances can exchange IKE and ESP': ['between-instances', 'holds', /UDP 500 and ESP, both ways/],
  'not every pair of its instances can exchange IKE and ESP': ['between-instances', 'broken', /cannot all exchange/],
  'every training job of it asks for encrypted traffic': ['tuning-jobs', 'holds', /Every training job/],
  'no training job of it asks for encrypted traffic': ['tuning-jobs', 'advice', /No training job/],
};

Then(/^the verdict says that (.+)$/, function (this: ScenarioWorld, text: string) {
  const [rule, outcome, words] = sayings[text] ?? assert.fail(`no verdict says so: ${text}`);
  const said = this.findings.filter((finding) => finding.rule === rule);
  assert.ok(said.length > 0, `rule ${rule} says nothing`);
  for (const finding of said) {
    assert.equal(finding.outcome, outcome, finding.text);
    assert.match(finding.text, words);
  }
});
