import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { Network } from '../../support/network/model.ts';
import * as a from '../../support/network/testing/sample.ts';
import { packageRoot } from '../../support/package.ts';
import { network as table } from '../mutations/table/network.ts';
import { aclsRuleset } from './acls.ts';
import { type Agent, startAgent, withoutAgent } from './agent.ts';
import { ask } from './ask.ts';
import { edges } from './edges.ts';
import { faults, WORDS_ONLY } from './fault-table.ts';
import { plant } from './faults.ts';
import { groupsRuleset } from './groups.ts';
import { type Judged, judgeAll } from './judge.ts';
import { disagreementsOf, exitCodeOf, faultsOf, tallyOf } from './print.ts';
import { randomNetworks } from './random.ts';

const SEED = 20261128;
const cases = [
  ...Object.entries(edges).map(([name, network]) => ({ name, network })),
  ...randomNetworks(SEED, 40).map((network, i) => ({ name: `random network ${i} of seed ${SEED}`, network })),
];

describe('a kernel as judge', { skip: await withoutAgent() }, () => {
  let agent: Agent;
  let judged: readonly Judged[];
  before(async () => {
    agent = await startAgent();
    judged = await judgeAll([agent], cases);
  });
  after(() => agent?.[Symbol.asyncDispose]());

  test('verdicts are those of the kernel', () => {
    assert.equal(disagreementsOf(judged), '');
    const { networks, agreements, sent, arrived, reachable, stoppedByGroups } = tallyOf(judged);
    assert.deepEqual([networks, agreements], [cases.length, cases.length]);
    assert.ok(sent > arrived && arrived > 0 && reachable > 5 && stoppedByGroups > 5, 'some pass and some do not');
  });

  test('faults in the reachability code are noticed', async () => {
    const tried = await plant(
      packageRoot,
      faults,
      judged.map(({ case: { network }, answer }) => ({ network, kernel: answer })),
    );
    assert.ok(tried.length >= 8);
    assert.deepEqual(
      tried.filter(({ noticedBy }) => noticedBy === 0).map(({ fault }) => fault.name),
      [],
    );
    assert.match(faultsOf(tried), new RegExp(`${tried.length} faults planted .* ${tried.length} caught`));
    assert.equal(exitCodeOf(judged, tried), 0);
  });

  test('a verdict that says otherwise is a disagreement', async () => {
    const [one] = await judgeAll([agent], [{ name: 'said to fail', network: a.network(), said: [false] }]);
    assert.ok(one);
    assert.match(
      stripVTControlCharacters(disagreementsOf([one])),
      /said to fail\n.*cannot exchange IKE and ESP, the kernel that they can/,
    );
    assert.equal(exitCodeOf([one], []), 1);
  });

  test('a kernel says which entry of which ACL stops what', async () => {
    const strict = a.acl([a.entry(90, 'out', { allow: false, protocol: 50 }), a.entry(100, 'in'), a.entry(100, 'out')]);
    const { answer } = await ask(agent, a.network({ subnets: [a.subnet(0, { acl: strict }), a.subnet(1)] }));
    assert.deepEqual(answer, {
      reachable: false,
      missing: [],
      blocks: ['esp subnet-0 to subnet-1, out'],
      entries: ['esp out of subnet-0 by 90'],
    });
  });

  /** Lets out, but not in; or in, but not out. */
  const oneWay = (parts: Partial<Network>) => {
    const network = a.network(parts);
    const instances = [
      { subnet: 'subnet-0', version: 4, address: '10.0.0.4' },
      { subnet: 'subnet-1', version: 4, address: '10.0.1.4' },
    ] as const;
    return async (rounds: Parameters<Agent['exchange']>[2]) => {
      await agent.place(instances);
      const loaded = [
        groupsRuleset(network, instances, ['in', 'out']),
        aclsRuleset(network, instances, ['in', 'out']),
      ] as const;
      return (await agent.exchange(...loaded, rounds)).lost;
    };
  };
  // Only what goes to 10.0.1.0/24 may leave, so 10.0.1.4 may start nothing.
  const towards1 = [
    a.group('sg-1', { ingress: [a.line(a.ALL, self())], egress: [a.line(a.ALL, a.toCidr('10.0.1.0/24'))] }),
  ];

  test('groups are stateful: an answer to what was allowed passes', async () => {
    const lostOf = oneWay({ securityGroups: towards1 });
    for (const flow of ['ike', 'esp'] as const) {
      assert.deepEqual(
        await lostOf([
          [
            [0, 1, flow],
            [1, 0, flow],
          ],
        ]),
        [],
        'an answer',
      );
      assert.deepEqual(await lostOf([[[0, 1, flow]], [[1, 0, flow]]]), [[1, 0, flow]], 'no answer: a new connection');
    }
  });

  test('ACLs are stateless: an answer is asked like anything else', async () => {
    const acl = a.acl([a.entry(100, 'in', { allow: false }), a.entry(100, 'out')]);
    const lostOf = oneWay({ securityGroups: towards1, subnets: [a.subnet(0, { acl }), a.subnet(1)] });
    assert.deepEqual(
      await lostOf([
        [
          [0, 1, 'ike'],
          [1, 0, 'ike'],
        ],
      ]),
      [[1, 0, 'ike']],
    );
  });

  test('rules that nftables refuses are an error, not a verdict', async () => {
    await agent.place([{ subnet: '', version: 4, address: '10.0.0.4' }]);
    await assert.rejects(agent.exchange('table inet groups {\nnonsense\n}\n', '', []), /nftables refuses the rules/);
  });

  test('a packet that no rule counts is an error, not a verdict', async () => {
    await agent.place([
      { subnet: '', version: 4, address: '10.0.0.4' },
      { subnet: '', version: 4, address: '10.0.0.5' },
    ]);
    const silent = 'table inet groups {\nchain in {\ntype filter hook input priority 0; policy drop;\n}\n}\n';
    await assert.rejects(agent.exchange(silent, '', [[[0, 1, 'esp']]], { seconds: 0.2 }), /1 are unaccounted for/);
  });
});

function self() {
  return a.toGroup('sg-1');
}

test('a seed repeats its networks', () => {
  assert.deepEqual(randomNetworks(7, 5), randomNetworks(7, 5));
  assert.notDeepEqual(randomNetworks(7, 5), randomNetworks(8, 5));
});

test('what is left out of the faults changes words only, and is still in the table', () => {
  for (const name of WORDS_ONLY)
    assert.ok(
      table.some((one) => one.name === name),
      name,
    );
});

test('a fault that nobody noticed fails the run', () => {
  const [fault] = faults;
  assert.ok(fault);
  assert.equal(exitCodeOf([], [{ fault, noticedBy: 0 }]), 1);
  assert.match(faultsOf([{ fault, noticedBy: 0 }]), /survived/);
});

test('a fault that no longer fits the code is reported', async () => {
  const [fault] = faults;
  assert.ok(fault);
  await assert.rejects(
    plant(packageRoot, [{ ...fault, edits: [{ find: 'no such text', replace: '' }] }], []),
    /no longer fits/,
  );
});
