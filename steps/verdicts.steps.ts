import assert from 'node:assert/strict';
import { defineParameterType, Then, When } from '@cucumber/cucumber';
import type { Flow } from '../support/network/model.ts';
import type { FlowVerdict } from '../support/network/reachability.ts';
import type { Finding } from '../support/rules/types.ts';
import { runEc2Command } from './aws-cli.ts';
import { refusalOf, refusing } from './refusal.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';
import type { DirectedFlow } from './vocabulary.ts';

/** The rules about what a security group allows. */
const groupRules = ['inbound-rules', 'outbound-rules', 'between-instances'];

/** A broken rule in the words of a scenario, and the rule's id. */
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

/** What may be missing, as a refusal's closest match writes it. */
const rowName = ({ direction, flow }: DirectedFlow) => `${flow === 'ike' ? 'UDP 500' : 'ESP'} ${direction}`;

const keysOf = (flows: readonly (DirectedFlow | FlowVerdict)[]) =>
  [...new Set(flows.map(({ direction, flow }) => `${flow} ${direction}`))].sort();

function flowsLacking(findings: readonly Finding[], standing: FlowVerdict['standing']): FlowVerdict[] {
  return findings
    .filter((finding) => groupRules.includes(finding.rule))
    .flatMap((finding) => finding.flows)
    .filter((flow) => flow.standing === standing);
}

async function assertRefusedForGroups(
  world: TrainEncryptWorld,
  flows: DirectedFlow[],
  standing: FlowVerdict['standing'],
): Promise<void> {
  const { message } = refusalOf(world);
  const rules = new Set((await refusing(world)).map((finding) => finding.rule));
  assert.deepEqual(keysOf(flowsLacking(await refusing(world), standing)), keysOf(flows), message);
  for (const { direction } of flows)
    assert.ok(rules.has(direction === 'in' ? 'inbound-rules' : 'outbound-rules'), message);
  assert.deepEqual(
    [...rules].filter((rule) => !groupRules.includes(rule)),
    [],
    message,
  );
}

/** Those flows and no others. */
Then(
  'the job is refused because {directedFlows} is/are missing',
  async function (this: TrainEncryptWorld, flows: DirectedFlow[]) {
    await assertRefusedForGroups(this, flows, 'missing');
    for (const flow of flows)
      assert.ok(refusalOf(this).message.includes(`${rowName(flow)}: missing`), refusalOf(this).message);
  },
);

/** Where only the documented rules count. */
Then(
  'the job is refused because {directedFlows} is/are not as documented',
  function (this: TrainEncryptWorld, flows: DirectedFlow[]) {
    return assertRefusedForGroups(this, flows, 'broader');
  },
);

/** For that reason alone. */
Then('the job is refused because {reason}', async function (this: TrainEncryptWorld, reason: string) {
  const { message } = refusalOf(this);
  const rules = [...new Set((await refusing(this)).map((finding) => finding.rule))];
  assert.deepEqual(rules, [ruleByReason[reason]], message);
});

Then(
  'the job is refused because a network ACL denies {flows}',
  async function (this: TrainEncryptWorld, flows: Flow[]) {
    const { message } = refusalOf(this);
    const findings = (await refusing(this)).filter((finding) => finding.rule === 'network-acls');
    assert.ok(findings.length > 0, message);
    const text = findings.map((finding) => `${finding.text} ${finding.closestMatch}`).join(' ');
    for (const flow of ['ike', 'esp'] as const) {
      const named = flow === 'ike' ? /UDP 500|IKE/ : /ESP|protocol 50/;
      assert.equal(named.test(text), flows.includes(flow), text);
    }
    assert.deepEqual(
      (await refusing(this))
        .map((finding) => finding.rule)
        .filter((rule) => !['network-acls', 'between-instances'].includes(rule)),
      [],
      'the security group itself is not to blame',
    );
  },
);

/** The refusal names the rules that are not missing too. */
Then(
  'the refusal shows that {directedFlows} is/are allowed',
  function (this: TrainEncryptWorld, flows: DirectedFlow[]) {
    for (const flow of flows)
      assert.ok(refusalOf(this).message.includes(`${rowName(flow)}: yes`), refusalOf(this).message);
  },
);

Then('{directedFlows} is allowed exactly as documented', function (this: TrainEncryptWorld, flows: DirectedFlow[]) {
  return assertStanding(this, flows, 'documented');
});

Then(
  '{directedFlows} is allowed by something broader than documented',
  async function (this: TrainEncryptWorld, flows: DirectedFlow[]) {
    return assertStanding(this, flows, 'broader');
  },
);

async function assertStanding(
  world: TrainEncryptWorld,
  flows: DirectedFlow[],
  standing: FlowVerdict['standing'],
): Promise<void> {
  const seen = keysOf(flowsLacking(await world.findings(), standing));
  for (const key of keysOf(flows))
    assert.ok(seen.includes(key), `${key} is not ${standing}: ${seen.join(', ') || 'none'}`);
}

/** Findings that refuse nothing, but are reported. */
const advice = async (world: TrainEncryptWorld) => (await world.findings()).filter((finding) => !finding.refuses);

const adviceOf = async (world: TrainEncryptWorld, rule: string, outcomes: readonly Finding['outcome'][]) =>
  (await advice(world)).filter((finding) => finding.rule === rule && outcomes.includes(finding.outcome));

/** Found, but no reason to refuse the job under the rules in force. */
Then(
  'it is advised that {directedFlows} is/are missing',
  async function (this: TrainEncryptWorld, flows: DirectedFlow[]) {
    assert.deepEqual(keysOf(flowsLacking(await advice(this), 'missing')), keysOf(flows));
  },
);

Then('it is advised that {reason}', async function (this: TrainEncryptWorld, reason: string) {
  assert.equal((await adviceOf(this, ruleByReason[reason] ?? '', ['advice', 'broken'])).length, 1);
});

Then('it is advised that its traffic is unencrypted', async function (this: TrainEncryptWorld) {
  const found = await adviceOf(this, 'request-flag', ['advice']);
  assert.equal(found.length, 1);
  assert.match(found[0]?.text ?? '', /unencrypted/);
});

Then('it is advised that encryption has no effect on a single instance', async function (this: TrainEncryptWorld) {
  assert.ok(
    (await adviceOf(this, 'single-instance', ['holds', 'advice'])).length > 0,
    'nothing is said of the single instance',
  );
});

Then('it is advised that its subnets have no route to S3', async function (this: TrainEncryptWorld) {
  assert.equal((await adviceOf(this, 's3-route', ['advice'])).length, 1);
});

Then('there is no advice about a route to S3', async function (this: TrainEncryptWorld) {
  assert.deepEqual(await adviceOf(this, 's3-route', ['advice', 'broken']), []);
});

/** Every AWS CLI line of the refusal, carried out through EC2's API. */
When('the proposed fix is applied', async function (this: TrainEncryptWorld) {
  const { message } = refusalOf(this);
  const commands = [...new Set((await refusing(this)).flatMap((finding) => finding.fix))];
  assert.ok(commands.length > 0, `no fix is proposed: ${message}`);
  for (const command of commands) {
    assert.ok(message.includes(command), `the refusal keeps the fix to itself: ${command}`);
    await runEc2Command(this.account.ec2, command);
  }
});

type Saying = readonly [rule: string, outcome: Finding['outcome'], words: RegExp];

/** What a verdict says beside refusals and missing rules: the rule that says it, how it stands, and its words. */
const sayings: Readonly<Record<string, Saying>> = {
  'the service manages its VPC': ['service-vpc', 'advice', /the service manages/],
  'it runs in a private VPC': ['private-vpc', 'holds', /runs in subnet-/],
  'its ESP rules have no ports': ['esp-ports', 'holds', /no ports/],
  'every pair of its instances can exchange IKE and ESP': ['between-instances', 'holds', /UDP 500 and ESP, both ways/],
  'not every pair of its instances can exchange IKE and ESP': ['between-instances', 'broken', /cannot all exchange/],
  'every training job of it is encrypted': ['tuning-jobs', 'holds', /Every training job/],
  'no training job of it is encrypted': ['tuning-jobs', 'advice', /No training job/],
};

defineParameterType({
  name: 'saying',
  regexp: new RegExp(Object.keys(sayings).join('|')),
  transformer: (text: string) => sayings[text],
});

Then('the verdict says that {saying}', async function (this: TrainEncryptWorld, saying: Saying) {
  const [rule, outcome, words] = saying;
  const said = (await this.findings()).filter((finding) => finding.rule === rule);
  assert.ok(said.length > 0, `rule ${rule} says nothing`);
  for (const finding of said) {
    assert.equal(finding.outcome, outcome, finding.text);
    assert.match(finding.text, words);
  }
});
