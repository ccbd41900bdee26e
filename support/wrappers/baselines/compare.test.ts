import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import type { Answer } from '../../findings/answer.ts';
import { FLAG } from '../../sagemaker/training/facts.ts';
import { attemptOf, NETWORK } from '../testing/attempts.ts';
import { compare, folderFor, LATER } from '../testing/baselines.ts';
import { flagPaths, OPERATIONS, put, rightRequest, take, vpcPaths } from '../testing/requests.ts';
import { FLAG_LOST, failedWith, verdictWith } from '../testing/verdicts.ts';
import type { WrapperVerdict } from '../types.ts';
import { changesBetween } from './changes.ts';
import { worstOf } from './effect.ts';
import { normaliseCalls } from './normalise.ts';
import type { AllowedWeakening } from './types.ts';

const { given } = attemptOf();
const right = (more: object = {}) => ({ ...rightRequest('CreateTrainingJob', given), ...more });
const training = (input: object) => ({ operation: 'CreateTrainingJob', input });
const weak = training(right({ [FLAG]: false }));

/** A folder in which the right request was approved. */
async function approved(t: TestContext): Promise<string> {
  const folder = folderFor(t);
  const { status } = await compare(folder, [training(right())], { update: true });
  assert.equal(status, 'approved');
  return folder;
}

const file = (folder: string) => join(folder, 'launch.py', 'documented.yaml');

test('without --update nothing is ever written', async (t) => {
  const folder = folderFor(t);
  const result = await compare(folder, [training(right())]);
  assert.deepEqual([result.status, result.effect, result.changes], ['new', 'none', []]);
  assert.deepEqual(
    result.findings.map(({ id, outcome }) => [id, outcome]),
    [['baseline-new', 'advice']],
  );
  assert.match(result.diff, /^diff --git a\/.*documented\.yaml b\/.*\nnew file mode 100644\n--- \/dev\/null\n/);
  assert.deepEqual(readdirSync(folder), []);
});

test('what was approved is the same in the next run, and its date stays', async (t) => {
  const folder = await approved(t);
  const text = readFileSync(file(folder), 'utf8');
  assert.match(text, /^# Requests that launch\.py sends in the situation documented, as approved\.\n/);
  assert.match(text, /\napproved: 2026-11-23\n/);
  assert.match(text, /\n {6}EnableInterContainerTrafficEncryption: true\n/);
  const again = await compare(folder, [training(right({ TrainingJobName: 'fraud-7' }))], { update: true, now: LATER });
  assert.deepEqual([again.status, again.diff, again.findings, again.since], ['same', '', [], '2026-11-23']);
  assert.equal(readFileSync(file(folder), 'utf8'), text);
  assert.deepEqual(readdirSync(join(folder, 'launch.py')), ['documented.yaml'], 'nothing is left beside it');
});

test('a lost flag is reported since when, shown as git would, and is broken', async (t) => {
  const folder = await approved(t);
  const result = await compare(folder, [training(right({ [FLAG]: undefined }))], { now: LATER });
  assert.deepEqual([result.status, result.effect, result.since], ['changed', 'weakens', '2026-11-23']);
  const [finding, ...more] = result.findings;
  assert.deepEqual(more, []);
  assert.deepEqual([finding?.id, finding?.outcome, finding?.member], ['baseline-weakened', 'broken', FLAG]);
  assert.equal(
    finding?.text,
    `CreateTrainingJob fraud-7: ${FLAG} was true in the baseline of 2026-11-23, and is not sent now, which is weaker.`,
  );
  assert.match(result.diff, /\n@@ -\d+,\d+ \+\d+,\d+ @@\n/);
  assert.match(result.diff, /\n- {6}EnableInterContainerTrafficEncryption: true\n/);
});

test('a weakening is not approved by --update, and is approved once it is allowed by name', async (t) => {
  const folder = await approved(t);
  const before = readFileSync(file(folder), 'utf8');
  const refused = await compare(folder, [weak], { update: true });
  assert.equal(refused.status, 'changed');
  assert.deepEqual(
    refused.findings.map(({ id, outcome }) => [id, outcome]),
    [
      ['baseline-weakened', 'broken'],
      ['baseline-not-approved', 'advice'],
    ],
  );
  assert.match(refused.findings[1]?.text ?? '', /nobody has allowed what weakens it \(1 member\)/);
  assert.equal(readFileSync(file(folder), 'utf8'), before);

  const allow: AllowedWeakening = {
    wrapper: 'launch*',
    path: FLAG,
    owner: 'ada',
    reason: 'a test',
    expires: '2026-11-23',
  };
  for (const none of [
    { ...allow, wrapper: 'nightly' },
    { ...allow, situation: 'no-vpc' },
    { ...allow, path: 'VpcConfig.*' },
    { ...allow, expires: '2026-11-22' },
  ]) {
    const still = await compare(folder, [weak], { update: true, allow: [none] });
    assert.deepEqual([still.status, still.findings[0]?.outcome], ['changed', 'broken'], JSON.stringify(none));
  }
  const told = await compare(folder, [weak], { allow: [allow] });
  assert.deepEqual([told.status, told.effect, told.findings[0]?.outcome], ['changed', 'weakens', 'advice']);
  assert.deepEqual(told.findings[0]?.fix, ['Allowed until 2026-11-23 by ada: a test']);
  const done = await compare(folder, [weak], { update: true, allow: [allow] });
  assert.deepEqual([done.status, done.changes[0]?.allowed], ['approved', allow]);
  assert.equal((await compare(folder, [weak])).status, 'same');
});

test('what changes and what strengthens is reported as advice, approved by --update with a new date', async (t) => {
  const folder = folderFor(t);
  await compare(folder, [weak], { update: true });
  const other = [training(right({ [FLAG]: true, RetryStrategy: { MaximumRetryAttempts: 2 } }))];
  const result = await compare(folder, other);
  assert.deepEqual([result.status, result.effect], ['changed', 'strengthens']);
  assert.deepEqual(
    result.findings.map(({ id, outcome, text }) => [id, outcome, text]),
    [['baseline-changed', 'advice', '2 members differ from the baseline of 2026-11-23; 1 of them is stronger.']],
  );
  const done = await compare(folder, other, { update: true, now: LATER });
  assert.deepEqual([done.status, done.findings], ['approved', []]);
  assert.match(readFileSync(file(folder), 'utf8'), /\napproved: 2026-12-24\n/);
});

test('what failed, or was ended, is not approved; what is excepted is', async (t) => {
  const folder = folderFor(t);
  const failed = await compare(folder, [weak], { update: true, verdict: failedWith(FLAG_LOST) });
  assert.deepEqual(
    [failed.status, failed.findings.at(-1)?.text],
    ['new', 'What was sent was not approved: the attempt failed.'],
  );
  const told = { command: { ending: 'timed out' } } as const;
  const ended = await compare(folder, [weak], { update: true, told });
  assert.match(ended.findings.at(-1)?.text ?? '', /did not run to its end \(timed out\)/);
  assert.deepEqual(readdirSync(folder), []);
  const excepted = await compare(folder, [weak], { update: true, verdict: verdictWith({ outcome: 'excepted' }) });
  assert.equal(excepted.status, 'approved');
});

test('a wrapper that sends nothing has a baseline too', async (t) => {
  const folder = folderFor(t);
  await compare(folder, [], { update: true });
  assert.equal((await compare(folder, [])).status, 'same');
  assert.equal((await compare(folder, [training(right())])).effect, 'changes');
  assert.equal((await compare(folder, [weak])).effect, 'weakens');
});

const damages: readonly [name: string, text: (good: string) => string, message: RegExp][] = [
  [
    'a merge that was not finished',
    (good) => good.replace('requests:', '<<<<<<< ours\nrequests:'),
    /:\d+ is no YAML: /,
  ],
  ['a member that is gone', (good) => good.replace(/^approved:.*\n/m, ''), /:\d+ is no baseline: approved: /],
  ['a date that is none', (good) => good.replace('2026-11-23', 'today'), /:7 is no baseline: approved: is no date: /],
  [
    'another version',
    (good) => good.replace('format: 1', 'format: 2'),
    /:4 is no baseline: format: is not 1: another version/,
  ],
  [
    'a list where a request is wanted',
    (good) => good.replace(/request:\n[\s\S]*/, 'request: [1]\n'),
    /:\d+ is no baseline: requests\[0\]\.request: /,
  ],
  ['something else altogether', () => 'just a text\n', /:1 is no baseline: it: /],
  ['nothing', () => '', /:1 is no baseline: /],
  [
    'the baseline of another wrapper',
    (good) => good.replace('wrapper: launch.py', 'wrapper: nightly'),
    /:5 is the baseline of the wrapper nightly, not of launch\.py\./,
  ],
  [
    'the baseline of another situation',
    (good) => good.replace('situation: documented', 'situation: no-vpc'),
    /:6 is the baseline of the situation no-vpc/,
  ],
];
for (const [name, damage, message] of damages) {
  test(`damaged: ${name}`, async (t) => {
    const folder = await approved(t);
    const text = damage(readFileSync(file(folder), 'utf8'));
    writeFileSync(file(folder), text);
    await assert.rejects(compare(folder, [training(right())], { update: true }), {
      name: 'Failure',
      exitCode: 2,
      message,
    });
    assert.equal(readFileSync(file(folder), 'utf8'), text, 'nothing is written over it');
  });
}

test('a place that cannot be read or written', async (t) => {
  const folder = folderFor(t);
  mkdirSync(file(folder), { recursive: true });
  await assert.rejects(compare(folder, []), { name: 'Failure', exitCode: 3, message: /cannot be read \(EISDIR\)/ });
  const closed = join(folder, 'closed');
  writeFileSync(closed, '');
  chmodSync(closed, 0o444);
  await assert.rejects(compare(join(closed, 'deeper'), [], { update: true }), { name: 'Failure', exitCode: 3 });
});

test('names that no file can have become one that it can, within the folder', async (t) => {
  const folder = folderFor(t);
  const told = { wrapper: '../../etc/pass wd:1' };
  const { file, status } = await compare(folder, [training(right())], { update: true, told });
  assert.equal(status, 'approved');
  assert.ok(file.startsWith(`${folder}/`) && existsSync(file), file);
});

test('dropping any flag or member of the network, of any operation, weakens', async () => {
  const shape = { instances: 2 };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...OPERATIONS), fc.nat(), fc.boolean(), async (operation, which, falsely) => {
      const request = rightRequest(operation, { ...given, shape }) as Record<string, unknown>;
      const members = [
        ...flagPaths(operation),
        ...vpcPaths(operation).flatMap((path) => [path, `${path}.Subnets`, `${path}.SecurityGroupIds`]),
        ...vpcPaths(operation).map((path) => `${path}.SecurityGroupIds.1`),
        // What holds both.
        ...flagPaths(operation).flatMap((path) => (path.includes('.') ? [path.replace(/\.[^.]*$/, '')] : [])),
      ];
      const member = members[which % members.length] ?? '';
      const before = [{ operation, request: structuredClone(request) }];
      if (falsely && member.endsWith(FLAG)) put(request, member, false);
      else take(request, member);
      const changed = changesBetween(normalised(before), normalised([{ operation, request }]));
      assert.ok(
        changed.some(({ effect }) => effect === 'weakens'),
        `${operation} ${member}: ${JSON.stringify(changed)}`,
      );
    }),
    { numRuns: 300 },
  );
});

test('dropping the network or the flag from a definition weakens', async (t) => {
  const define = (more: object) => {
    const job = { ...rightRequest('CreateTrainingJob', given), ...more };
    return {
      operation: 'CreatePipeline',
      input: {
        PipelineName: 'nightly',
        PipelineDefinition: JSON.stringify({
          Steps: [
            { Name: 'Other', Type: 'Processing', Arguments: {} },
            { Name: 'Train', Type: 'Training', Arguments: job },
          ],
        }),
      },
    };
  };
  const folder = folderFor(t);
  await compare(folder, [define({})], { update: true });
  for (const more of [{ [FLAG]: false }, { [FLAG]: { Get: 'Parameters.Encrypt' } }, { VpcConfig: undefined }]) {
    const { effect, changes } = await compare(folder, [define(more)]);
    assert.equal(effect, 'weakens', JSON.stringify(changes));
    assert.match(changes[0]?.path ?? '', /^PipelineDefinition\.Steps\.2\.Arguments\./);
  }
});

const effects: readonly [name: string, before: object, after: object, effect: string][] = [
  ['a subnet fewer', {}, { VpcConfig: vpc(['subnet-a']) }, 'changes'],
  ['a subnet that was not given', {}, { VpcConfig: vpc(['subnet-a', 'subnet-hard-coded']) }, 'weakens'],
  ['a group that was not given', {}, { VpcConfig: vpc(undefined, ['sg-other']) }, 'weakens'],
  ['a group beside', {}, { VpcConfig: vpc(undefined, ['sg-training', 'sg-other']) }, 'weakens'],
  ['back to the given group', { VpcConfig: vpc(undefined, ['sg-other']) }, {}, 'strengthens'],
  ['a network where there was none', { VpcConfig: undefined }, {}, 'strengthens'],
  ['network isolation lost', { EnableNetworkIsolation: true }, {}, 'weakens'],
  ['network isolation', {}, { EnableNetworkIsolation: true }, 'strengthens'],
  ['a flag that was left out is false', { [FLAG]: undefined }, { [FLAG]: false }, 'changes'],
  ['more instances, encrypted', {}, { ResourceConfig: { InstanceCount: 8 } }, 'changes'],
  [
    'more instances without the flag',
    { [FLAG]: false, ResourceConfig: { InstanceCount: 1 } },
    { [FLAG]: false },
    'weakens',
  ],
  [
    'fewer instances without the flag',
    { [FLAG]: false },
    { [FLAG]: false, ResourceConfig: { InstanceCount: 1 } },
    'changes',
  ],
  ['the key of a volume lost', { ResourceConfig: { InstanceCount: 2, VolumeKmsKeyId: 'k' } }, {}, 'changes'],
  ['another image', {}, { AlgorithmSpecification: { TrainingImage: 'other' } }, 'changes'],
  ['a tag', {}, { Tags: [{ Key: 'a', Value: 'b' }] }, 'changes'],
];
function vpc(
  Subnets: readonly string[] = NETWORK.subnets,
  SecurityGroupIds: readonly string[] = NETWORK.securityGroups,
) {
  return { Subnets, SecurityGroupIds };
}
for (const [name, before, after, effect] of effects) {
  test(`${name}: ${effect}`, () => {
    const changes = changesBetween(
      normalised([{ operation: 'CreateTrainingJob', request: right(before) }]),
      normalised([{ operation: 'CreateTrainingJob', request: right(after) }]),
    );
    assert.equal(worstOf(changes.map((change) => change.effect)), effect, JSON.stringify(changes));
  });
}

test('a request gone or come is reported as a whole', () => {
  const one = { operation: 'CreateTrainingJob', request: right() };
  const clear = {
    operation: 'CreateProcessingJob',
    request: { ProcessingJobName: 'p', ProcessingResources: { ClusterConfig: { InstanceCount: 3 } } },
  };
  const single = {
    operation: 'CreateTrainingJob',
    request: right({ [FLAG]: false, ResourceConfig: { InstanceCount: 1 } }),
  };
  const told = (before: readonly object[], after: readonly object[]) =>
    changesBetween(normalised(before as never), normalised(after as never)).map(({ path, before, after, effect }) => [
      path,
      before,
      after,
      effect,
    ]);
  assert.deepEqual(told([one], []), [['', '2 instances, encrypted', 'not sent', 'weakens']]);
  assert.deepEqual(told([one], [one, clear]), [['', 'not sent', '3 instances, not encrypted', 'weakens']]);
  assert.deepEqual(told([], [single]), [['', 'not sent', '1 instance, not encrypted', 'changes']]);
  assert.deepEqual(told([single], []), [['', '1 instance, not encrypted', 'not sent', 'changes']]);
  assert.deepEqual(told([], [one]), [['', 'not sent', '2 instances, encrypted', 'changes']]);
});

test('definitions of a tuning job go by their names, so that one more moves nothing', () => {
  const definition = (name: string, more: object = {}) => ({ DefinitionName: name, ...right(more) });
  const tuning = (...definitions: readonly object[]) =>
    normalised([
      {
        operation: 'CreateHyperParameterTuningJob',
        request: { HyperParameterTuningJobName: 't', TrainingJobDefinitions: definitions },
      },
    ]);
  const told = changesBetween(tuning(definition('b')), tuning(definition('a', { [FLAG]: false }), definition('b')));
  assert.ok(told.every(({ path }) => path.startsWith('TrainingJobDefinitions.1.')));
  assert.deepEqual(
    told.filter(({ effect }) => effect === 'weakens').map(({ path }) => path),
    ['TrainingJobDefinitions.1.ResourceConfig.InstanceCount'],
  );
});

function normalised(requests: readonly { readonly operation: string; readonly request: object }[]) {
  return normaliseCalls(
    attemptOf({ calls: requests.map(({ operation, request }) => ({ operation, input: request })) }),
  );
}

const answering = (answer: Answer, outcome: WrapperVerdict['outcome'] = 'passed') =>
  verdictWith({ answer: { answer, because: ['a test'] }, outcome });

test('the answer is approved with the requests, and another one is a change', async (t) => {
  const folder = folderFor(t);
  await compare(folder, [training(right())], { update: true, verdict: answering('encrypted') });
  assert.match(readFileSync(file(folder), 'utf8'), /\napproved: 2026-11-23\nanswer: encrypted\nrequests:\n/);
  const same = await compare(folder, [training(right())], { verdict: answering('encrypted'), now: LATER });
  assert.deepEqual([same.status, same.changes], ['same', []]);

  const unseen = await compare(folder, [training(right())], { verdict: answering('not shown', 'not shown') });
  assert.deepEqual([unseen.status, unseen.effect], ['changed', 'changes']);
  assert.deepEqual(
    unseen.findings.map(({ id, outcome, closestMatch }) => [id, outcome, closestMatch]),
    [['baseline-changed', 'advice', 'answer: encrypted → not shown']],
  );
  assert.match(unseen.diff, /\n-answer: encrypted\n\+answer: not shown\n/);

  const broken = await compare(folder, [training(right())], { verdict: answering('blocked'), update: true });
  assert.deepEqual([broken.status, broken.effect], ['changed', 'weakens']);
  const [finding] = broken.findings;
  assert.equal(
    finding?.text,
    'answer: was encrypted in the baseline of 2026-11-23, and is blocked now, which is weaker.',
  );
  assert.equal(finding?.operation, undefined);
});

test('a lost flag that is allowed by its path allows the answer that follows from it', async (t) => {
  const folder = folderFor(t);
  await compare(folder, [training(right())], { update: true, verdict: answering('encrypted') });
  const result = await compare(folder, [weak], { verdict: answering('unencrypted', 'excepted') });
  assert.deepEqual(
    result.changes.map(({ operation, path, effect }) => [path || operation, effect]),
    [
      ['answer', 'changes'],
      [FLAG, 'weakens'],
    ],
  );
});

test('a file from before answers were kept is read, stays the same, and gets its answer with --update', async (t) => {
  const folder = await approved(t);
  const text = readFileSync(file(folder), 'utf8');
  assert.doesNotMatch(text, /answer/);
  const read = await compare(folder, [training(right())], { verdict: answering('encrypted'), now: LATER });
  assert.deepEqual([read.status, read.changes, read.diff], ['same', [], '']);
  const updated = await compare(folder, [training(right())], {
    verdict: answering('encrypted'),
    update: true,
    now: LATER,
  });
  assert.equal(updated.status, 'approved');
  assert.match(readFileSync(file(folder), 'utf8'), /\napproved: 2026-12-24\nanswer: encrypted\n/);
});

test('an answer that is none is a damaged file', async (t) => {
  const folder = folderFor(t);
  await compare(folder, [training(right())], { update: true, verdict: answering('encrypted') });
  writeFileSync(file(folder), readFileSync(file(folder), 'utf8').replace('answer: encrypted', 'answer: fine'));
  await assert.rejects(compare(folder, [training(right())]), { exitCode: 2, message: /is no answer: unencrypted, / });
});
