import assert from 'node:assert/strict';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { packageRoot } from '../support/package.ts';
import { filesIn, reachable } from './package/reachable.ts';
import { Consumers, type Ended, registryMissing } from './packed.ts';

const missing = await registryMissing();
// In CI nothing is skipped.
const skip = process.env.CI ? false : (missing ?? false);

describe('the packed package, installed into the example projects', { skip }, () => {
  let consumers: Consumers;

  before(async () => {
    assert.equal(missing, undefined);
    consumers = await Consumers.pack();
    await consumers.install(['team-features', 'in-code']);
  });
  after(() => consumers?.[Symbol.asyncDispose]());

  describe('holds', () => {
    it('exactly what its commands and exports need', () => {
      assert.deepEqual(differencesOf(consumers.installed), { strays: [], missing: [] });
    });

    it('every documented rule, and no feature that tests train-encrypt itself', async () => {
      const named = async (folder: string) => (await readdir(folder)).filter((name) => name.endsWith('.feature'));
      const packed = await readdir(join(consumers.installed, 'features'), { recursive: true });
      assert.deepEqual(packed.sort(), (await named(join(packageRoot, 'features'))).sort());
    });

    it('imports of Node and of what it depends on, and of nothing else', async () => {
      const { dependencies, peerDependencies } = JSON.parse(
        await readFile(join(consumers.installed, 'package.json'), 'utf8'),
      ) as {
        dependencies: Readonly<Record<string, string>>;
        peerDependencies: Readonly<Record<string, string>>;
      };
      const known = { ...dependencies, ...peerDependencies, 'train-encrypt': '' };
      const strays = [...reachable(consumers.installed).packages].filter(
        ([name]) => !(isBuiltin(name) && name !== 'node:test') && !(packageOf(name) in known),
      );
      assert.deepEqual(strays, []);
    });

    it('nothing that is packed and not needed, or needed and not packed, without notice', async () => {
      const copy = join(consumers.folder, 'planted');
      await cp(consumers.installed, copy, { recursive: true });
      await writeFile(join(copy, 'dist', 'support', 'stray.js'), 'export {};\n');
      await writeFile(join(copy, 'dist', 'support', 'stray.d.ts'), 'export {};\n');
      for (const needed of [
        'wrappers/report/sarif.js',
        'cucumber.js',
        'documentation/site/assets/site.js',
        'index.d.ts',
      ]) {
        await rm(join(copy, 'dist', 'support', needed));
      }
      const { strays, missing } = differencesOf(copy);
      for (const stray of ['dist/support/stray.js', 'dist/support/stray.d.ts'])
        assert.ok(strays.includes(stray), stray);
      assert.deepEqual([...missing].sort(), [
        'dist/support/commands/check/reports.js needs dist/support/wrappers/report/sarif.js',
        'dist/support/commands/features/run.js needs dist/support/cucumber.js',
        'dist/support/documentation/site/pages/assets.js needs dist/support/documentation/site/assets/site.js',
        'package.json needs dist/support/index.d.ts',
      ]);
    });
  });

  it('runs the documented rules by its own command', async () => {
    const cli = join(consumers.installed, 'dist', 'support', 'bin.cjs');
    const { code, output } = await consumers.node('team-features', cli, 'features', '--tags', '@claim:cost');
    assert.equal(code, 0, output);
    assert.match(output, /\d+ scenarios? passed/);
  });

  describe("in a team's own features", () => {
    it('passes every scenario, in two threads', async () => {
      const ended = await cucumber('--parallel', '2');
      assert.equal(ended.code, 0, ended.output);
      const { scenarios } = await resultsOf(ended);
      assert.ok(scenarios.length >= 12, ended.output);
      assert.deepEqual(
        scenarios.filter(({ status }) => status !== 'PASSED'),
        [],
      );
    });

    it('fails every scenario about a wrapper that never requests encryption, at the step that says so', async () => {
      const ended = await cucumber('--profile', 'wrong');
      assert.equal(ended.code, 1, ended.output);
      const { scenarios } = await resultsOf(ended);
      assert.deepEqual(
        scenarios.map(({ status, failedAt }) => [status, failedAt]),
        [
          ['FAILED', 'every job it launched is encrypted'],
          ['FAILED', 'no job it launched is unencrypted'],
          ['FAILED', 'it launches as a good wrapper does'],
        ],
      );
      for (const { message } of scenarios) assert.match(message, /not sent|unencrypted/);
      assert.match(ended.output, /flag-not-sent/);
    });

    it('matches all steps in a dry run, which starts nothing', async () => {
      const ended = await cucumber('--dry-run');
      assert.equal(ended.code, 0, ended.output);
      assert.doesNotMatch(ended.output, /undefined|ambiguous/i);
    });

    it('runs what `train-encrypt init` writes', async () => {
      await mkdir(join(consumers.folder, 'begun'));
      await writeFile(join(consumers.folder, 'begun', 'package.json'), '{ "type": "module" }');
      const wrapper = ['node', '../team-features/wrapper/launch.js', '--instances', '{instances}'];
      const given = ['--subnets', '{subnets}', '--security-groups', '{security_groups}', '--role', '{role_arn}'];
      const cli = join(consumers.installed, 'dist', 'support', 'bin.cjs');
      const begun = await consumers.node('begun', cli, 'init', '--', ...wrapper, ...given);
      assert.equal(begun.code, 0, begun.output);
      const ended = await consumers.node('begun', cucumberOf('../node_modules/@cucumber/cucumber'));
      assert.equal(ended.code, 0, ended.output);
      assert.match(ended.output, /2 scenarios \(2 passed\)/);
    });

    it('says so when another copy of cucumber runs', async () => {
      const project = join(consumers.folder, 'another-copy');
      const copy = join('node_modules', '@cucumber', 'cucumber');
      await cp(join(consumers.folder, copy), join(project, copy), { recursive: true });
      await writeFile(join(project, 'package.json'), '{ "type": "module" }');
      await writeFile(join(project, 'world.js'), "import 'train-encrypt/steps';\n");
      await writeFile(join(project, 'some.feature'), 'Feature: some\n  Example: one\n    Given nothing\n');
      const ended = await consumers.node('another-copy', cucumberOf(copy), '--import', 'world.js', 'some.feature');
      assert.notEqual(ended.code, 0);
      assert.match(ended.output, /train-encrypt\/steps was imported with @cucumber\/cucumber .+Both must be one copy/s);
    });

    it('says so when no cucumber runs', async () => {
      const ended = await consumers.node('team-features', '--eval', "import('train-encrypt/steps')");
      assert.notEqual(ended.code, 0);
      assert.match(ended.output, /train-encrypt\/steps was imported, but no cucumber-js runs/);
    });
  });

  describe('in code', () => {
    it('runs under node:test', async () => {
      const { code, output } = await consumers.npm('in-code/node-test', 'test');
      assert.equal(code, 0, output);
      assert.match(output, /pass 3\b[\s\S]*fail 0\b/);
    });

    it('runs under vitest', async () => {
      const { code, output } = await consumers.npm('in-code/vitest', 'test');
      assert.equal(code, 0, output);
      assert.match(output, /Tests\s+3 passed \(3\)/);
    });

    it('runs under jest', async () => {
      const { code, output } = await consumers.npm('in-code/jest', 'test');
      assert.equal(code, 0, output);
      assert.match(output, /Tests:\s+3 passed, 3 total/);
    });

    it('fails there when the code under test forgets the flag', async () => {
      const file = join(consumers.folder, 'in-code', 'training', 'launch.js');
      const right = await readFile(file, 'utf8');
      await writeFile(file, right.replace(/^.*EnableInterContainerTrafficEncryption: true.*\n/m, ''));
      try {
        const { code, output } = await consumers.npm('in-code/node-test', 'test');
        assert.equal(code, 1, output);
        assert.match(output, /✖ a job of two instances is encrypted, in our VPC/);
      } finally {
        await writeFile(file, right);
      }
    });

    it('gives TypeScript its types', async () => {
      const right = await typesOf('in-code');
      assert.equal(right.code, 0, right.output);
      const file = join(consumers.folder, 'in-code', 'node-test', 'wrong.ts');
      const engine = "import { startHarness } from 'train-encrypt';\nawait startHarness({ engine: 'none' });\n";
      const world = "import type { TrainEncryptWorld } from 'train-encrypt/steps';\n";
      await writeFile(file, `${engine}${world}export const name = (world: TrainEncryptWorld) => world.none;\n`);
      const wrong = await typesOf('in-code');
      assert.match(wrong.output, /'"none"' is not assignable/);
      assert.match(wrong.output, /'none' does not exist on type 'TrainEncryptWorld/);
    });
  });

  /** What a package holds beside what it needs, and what it needs beside what it holds. */
  function differencesOf(folder: string) {
    const { files, missing } = reachable(folder);
    return {
      strays: filesIn(folder, '').filter((file) => !files.has(file)),
      missing: missing.map(({ file, neededBy }) => `${neededBy} needs ${file}`),
    };
  }

  const cucumberOf = (folder: string) => join(folder, 'bin', 'cucumber.js');

  const cucumber = (...args: readonly string[]): Promise<Ended> =>
    consumers.node(
      'team-features',
      cucumberOf(join(consumers.folder, 'node_modules', '@cucumber', 'cucumber')),
      ...['--format', 'message:messages.ndjson', '--format', 'progress'],
      ...args,
    );

  const typesOf = (project: string): Promise<Ended> =>
    consumers.node(project, join(import.meta.dirname, '..', 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.');

  /** What became of each scenario, in the order of the features, from cucumber's messages. */
  async function resultsOf({ output }: Ended) {
    const text = await readFile(join(consumers.folder, 'team-features', 'messages.ndjson'), 'utf8');
    const messages = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Message);
    const pickles = messages.flatMap(({ pickle }) => pickle ?? []);
    const cases = messages.flatMap(({ testCase }) => testCase ?? []);
    const started = messages.flatMap(({ testCaseStarted }) => testCaseStarted ?? []);
    const finished = messages.flatMap(({ testStepFinished }) => testStepFinished ?? []);
    const scenarios = pickles
      .map((pickle) => {
        const testCase = cases.find(({ pickleId }) => pickleId === pickle.id);
        const run = started.find(({ testCaseId }) => testCaseId === testCase?.id);
        const steps = finished.filter(({ testCaseStartedId }) => testCaseStartedId === run?.id);
        const failed = steps.find(({ testStepResult }) => testStepResult.status !== 'PASSED');
        const step = testCase?.testSteps.find(({ id }) => id === failed?.testStepId);
        return {
          name: pickle.name,
          ran: steps.length > 0,
          status: failed?.testStepResult.status ?? 'PASSED',
          failedAt: pickle.steps.find(({ id }) => id === step?.pickleStepId)?.text,
          message: failed?.testStepResult.message ?? '',
        };
      })
      .filter(({ ran }) => ran);
    assert.ok(scenarios.length > 0, output);
    return { scenarios };
  }
});

interface Message {
  readonly pickle?: {
    readonly id: string;
    readonly name: string;
    readonly steps: readonly { readonly id: string; readonly text: string }[];
  };
  readonly testCase?: {
    readonly id: string;
    readonly pickleId: string;
    readonly testSteps: readonly { readonly id: string; readonly pickleStepId?: string }[];
  };
  readonly testCaseStarted?: { readonly id: string; readonly testCaseId: string };
  readonly testStepFinished?: {
    readonly testCaseStartedId: string;
    readonly testStepId: string;
    readonly testStepResult: { readonly status: string; readonly message?: string };
  };
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
