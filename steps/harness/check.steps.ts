import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { situations } from '../../support/wrappers/situations/index.ts';
import type { ScenarioWorld } from '../rules/world.ts';
import { attemptOf, checkedOf, countingOf, isAmong, listed, runCheck } from './checked.ts';
import { finishedOf } from './command-state.ts';
import { exampleNamed, readmeRows } from './examples.ts';
import { python, pythonReleased, pythonV2, releaseFolder } from './requirements.ts';

/** SDKs in Python take seconds to load, and several scenarios run at once. */
const fiveMinutes = { timeout: 300_000 };

const EXAMPLES = 'examples/wrappers';

When(
  /^check tries the examples ((?:[\w-]+, )*[\w-]+(?: and [\w-]+)?)$/,
  fiveMinutes,
  async function (this: ScenarioWorld, names: string) {
    const wrappers = names.split(/, | and /).flatMap((name) => ['--wrapper', name]);
    await runCheck(this, ['--config', `${EXAMPLES}/train-encrypt.config.ts`, ...wrappers]);
  },
);

Then(/^the right one(?:s)?,? (.+?),? passes? in every situation$/, function (this: ScenarioWorld, names: string) {
  for (const name of names.split(/, | and /)) {
    const attempts = checkedOf(this).attempts.filter(({ wrapper }) => wrapper === name);
    for (const attempt of attempts) assert.equal(attempt.standing, 'passed', listed(attempt));
    assert.deepEqual(
      attempts.map(({ situation }) => situation.id),
      situations.map(({ id }) => id),
    );
  }
});

/** With or without the member's name. */
interface Row {
  readonly wrapper: string;
  readonly situation: string;
  readonly finding: string;
  readonly member: string;
}

Then(
  'the wrong ones fail with these findings and no others',
  function (this: ScenarioWorld, table: { hashes(): Row[] }) {
    const rows = table.hashes();
    for (const { wrapper, situation, finding, member } of rows) {
      const attempt = checkedOf(this).attempts.find((one) => one.wrapper === wrapper && one.situation.id === situation);
      assert.ok(attempt, `${wrapper} was not tried in ${situation}`);
      const broken = attempt.findings.some(({ outcome }) => outcome === 'broken');
      assert.equal(attempt.standing, broken ? 'failed' : 'not shown', listed(attempt));
      assert.ok(isAmong(countingOf(attempt), { id: finding, member: member || undefined }), listed(attempt));
    }
    for (const attempt of checkedOf(this).attempts) {
      if (rows.some(({ wrapper, situation }) => wrapper === attempt.wrapper && situation === attempt.situation.id)) {
        continue;
      }
      assert.equal(attempt.standing, 'passed', listed(attempt));
    }
    const failed = checkedOf(this).attempts.some(({ standing }) => standing === 'failed');
    assert.equal(finishedOf(this).code, failed ? 1 : 0);
  },
);

Then('the README of the examples lists them', async function (this: ScenarioWorld) {
  const rows = await readmeRows();
  for (const attempt of checkedOf(this).attempts) {
    const { wrapper, situation } = attempt;
    const said = rows.filter((row) => row.wrapper === wrapper);
    assert.ok(said.length > 0, `the README does not name ${wrapper}`);
    if (attempt.standing === 'passed') continue;
    const row = said.find(({ situations }) => situations.includes(situation.id));
    assert.ok(row, `the README does not say that ${wrapper} fails in ${situation.id}`);
    assert.ok(isAmong(countingOf(attempt), row), `the README says ${row.id} ${row.member ?? ''} of ${listed(attempt)}`);
  }
});

Then('every situation has a wrong example that fails in it', async function (this: ScenarioWorld) {
  const failed = (await readmeRows()).flatMap((row) => row.situations);
  assert.deepEqual(
    situations.map(({ id }) => id).filter((id) => !failed.includes(id)),
    [],
  );
});

Then('the README names every example and no others', async function (this: ScenarioWorld) {
  const named = [...new Set((await readmeRows()).map(({ wrapper }) => wrapper))];
  assert.deepEqual(named.toSorted(), (await exampleNamed()).toSorted());
});

/** Which Python a wrapper runs on: one of the releases of releases.txt, or what the clients have. */
function pythonFor(sdk: string): { readonly program: string; readonly path: string } {
  if (sdk === 'the SageMaker SDK v2') return { program: pythonV2, path: `${EXAMPLES}/python` };
  if (sdk === 'the SageMaker SDK v3') return { program: python, path: `${EXAMPLES}/python` };
  return { program: pythonReleased, path: `${releaseFolder(sdk)}:${EXAMPLES}/python` };
}

When(
  /^the wrapper (\S+(?: \w+)?) runs on (.+?) in the situation ([\w-]+)( with company\.yaml)?$/,
  fiveMinutes,
  async function (this: ScenarioWorld, wrapper: string, sdk: string, situation: string, defaults: string | null) {
    const { program, path } = pythonFor(sdk);
    const company = ['--env', `SAGEMAKER_ADMIN_CONFIG_OVERRIDE=${EXAMPLES}/released/company.yaml`];
    const environment = ['--env', `PYTHONPATH=${path}`, ...(defaults === null ? [] : company)];
    const options = ['--situation', situation, '--name', wrapper, ...environment];
    await runCheck(this, options, [program, ...`${EXAMPLES}/released/${wrapper}`.split(' ')]);
  },
);

When('check tries the wrappers of {word}', fiveMinutes, async function (this: ScenarioWorld, config: string) {
  await runCheck(this, ['--config', `${EXAMPLES}/released/${config}`]);
});

Then(
  /^(\S+) fails with ([\w-]+), closest match: (.+)$/,
  function (this: ScenarioWorld, name: string, id: string, near: string) {
    const attempt = checkedOf(this).attempts.find(({ wrapper }) => wrapper === name);
    assert.ok(attempt);
    assert.equal(attempt.standing, 'failed', listed(attempt));
    assert.ok(
      countingOf(attempt).some((finding) => finding.id === id && finding.closestMatch.includes(near)),
      listed(attempt),
    );
  },
);

Then('{word} passes with its exceptions', function (this: ScenarioWorld, name: string) {
  const attempt = checkedOf(this).attempts.find(({ wrapper }) => wrapper === name);
  assert.ok(attempt);
  assert.equal(attempt.standing, 'excepted', listed(attempt));
});

When(
  /^check tries (?!the (?:examples|wrappers) )(.+?)(?: with (\d+) seconds?)?$/,
  fiveMinutes,
  async function (this: ScenarioWorld, command: string, seconds: string | null) {
    const limit = seconds === null ? [] : ['--timeout', seconds];
    // The pids that these print are this machine's only where they have no namespace of their own.
    const isolation = command.includes('.sh') ? ['--isolation', 'environment'] : [];
    await runCheck(this, [...limit, ...isolation], command.replaceAll('{python}', python).split(' '));
  },
);

Then('check passes', function (this: ScenarioWorld) {
  assert.equal(finishedOf(this).code, 0, finishedOf(this).output);
  for (const attempt of checkedOf(this).attempts) assert.equal(attempt.standing, 'passed', listed(attempt));
});

Then('check fails', function (this: ScenarioWorld) {
  assert.equal(finishedOf(this).code, 1, finishedOf(this).output);
  assert.equal(attemptOf(this).standing, 'failed');
});

/** Nothing is broken that anybody saw, and nothing is earned either. */
Then('check shows nothing', function (this: ScenarioWorld) {
  assert.equal(finishedOf(this).code, 0, finishedOf(this).output);
  assert.equal(attemptOf(this).standing, 'not shown', listed(attemptOf(this)));
});

Then(
  /^it (finds|is advised of) ([\w-]+)(?: of ([\w.]+))?(?:, closest match: (.+))?$/,
  function (this: ScenarioWorld, kind: string, id: string, member: string | null, near: string | null) {
    const attempt = attemptOf(this);
    const advice = kind !== 'finds';
    const findings = attempt.findings.filter(
      (finding) => (finding.outcome === 'advice') === advice && (near === null || finding.closestMatch.includes(near)),
    );
    assert.ok(isAmong(findings, { id, member: member ?? undefined }), listed(attempt));
    assert.ok(finishedOf(this).output.includes(member ?? id), finishedOf(this).output);
  },
);

Then('it finds nothing else', function (this: ScenarioWorld) {
  const attempt = attemptOf(this);
  assert.equal(countingOf(attempt).length, 1, listed(attempt));
});
