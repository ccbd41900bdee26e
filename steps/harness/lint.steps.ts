import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { Given, Then, When } from '@cucumber/cucumber';
import { MAIN } from '../../support/commands/testing/main.ts';
import type { LintDocument } from '../../support/lint/report/json.ts';
import { vpcConfigOf } from '../private-vpc.ts';
import type { ScenarioWorld } from '../rules/world.ts';
import { start, startProgram } from './command.ts';
import { finishedOf, folderOf, stateOf } from './command-state.ts';

const oneMinute = { timeout: 60_000 };

/** Who is signed in on this machine is none of a scenario's business. */
const NOBODY = {
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: 'eu-central-1',
  AWS_PROFILE: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
};

async function lint(world: ScenarioWorld, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<void> {
  stateOf(world).finished = await start(['lint', ...args], environment).ended;
}

const example = (name: string): string => `examples/lint/${name}`;

Given(/^the file (\S+) with the text$/, async function (this: ScenarioWorld, name: string, text: string) {
  await writeFile(join(await folderOf(this), name), text);
});

When(/^train-encrypt lints (?!the example )(\S+)$/, oneMinute, async function (this: ScenarioWorld, name: string) {
  await lint(this, [join(await folderOf(this), name)]);
});

When(/^train-encrypt lints (\S+) from standard input$/, oneMinute, async function (this: ScenarioWorld, name: string) {
  const words = ['-c', '"$1" "$2" lint - < "$3"', 'sh', process.execPath, MAIN, join(await folderOf(this), name)];
  stateOf(this).finished = await startProgram('sh', words).ended;
});

When(/^train-encrypt lints the example (\S+)$/, oneMinute, async function (this: ScenarioWorld, name: string) {
  await lint(this, [example(name)]);
});

When(
  /^train-encrypt lints the example (\S+) with the network of (\S+)$/,
  oneMinute,
  async function (this: ScenarioWorld, name: string, network: string) {
    await lint(this, [example(name), '--network', example(network)]);
  },
);

When(
  /^train-encrypt lints the example (\S+) with --json -$/,
  oneMinute,
  async function (this: ScenarioWorld, name: string) {
    await lint(this, [example(name), '--json', '-']);
  },
);

When(
  /^train-encrypt lints the example (\S+) with a SARIF report$/,
  oneMinute,
  async function (this: ScenarioWorld, name: string) {
    await lint(this, [example(name), '--sarif', join(await folderOf(this), 'lint.sarif')]);
  },
);

When(
  /^train-encrypt lints the example (\S+) with --aws and no credentials$/,
  oneMinute,
  async function (this: ScenarioWorld, name: string) {
    await lint(this, [example(name), '--aws'], NOBODY);
  },
);

When(
  'train-encrypt lints an encrypted job with {int} instances in that VPC, with --aws',
  oneMinute,
  async function (this: ScenarioWorld, instances: number) {
    const request = {
      TrainingJobName: 'fraud-v7',
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: instances },
      VpcConfig: vpcConfigOf(this.privateVpc),
      EnableInterContainerTrafficEncryption: true,
    };
    const file = join(await folderOf(this), 'request.json');
    await writeFile(file, JSON.stringify(request));
    await lint(this, [file, '--aws'], { ...NOBODY, ...this.account.environment });
  },
);

Then(
  'its report has {int} jobs, {int} of them unencrypted',
  function (this: ScenarioWorld, jobs: number, unencrypted: number) {
    const report = JSON.parse(finishedOf(this).output) as LintDocument;
    const answers = report.requests.flatMap((request) => request.jobs.map(({ answer }) => answer));
    assert.deepEqual([answers.length, answers.filter((one) => one === 'unencrypted').length], [jobs, unencrypted]);
    assert.deepEqual([report.schema, report.exitCode], ['train-encrypt/lint', finishedOf(this).code]);
  },
);

interface SarifResult {
  readonly ruleId: string;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
}

Then(
  /^its report names (\S+) at line (\d+) of (\S+)$/,
  async function (this: ScenarioWorld, rule: string, line: string, file: string) {
    const text = await readFile(join(await folderOf(this), 'lint.sarif'), 'utf8');
    const { runs } = JSON.parse(text) as { readonly runs: readonly { readonly results: readonly SarifResult[] }[] };
    const places = runs.flatMap(({ results }) =>
      results.filter(({ ruleId }) => ruleId === rule).map(({ locations }) => locations[0]?.physicalLocation),
    );
    assert.deepEqual(
      places.map((place) => [place?.artifactLocation.uri, place?.region.startLine]),
      [[file, Number(line)]],
    );
  },
);
