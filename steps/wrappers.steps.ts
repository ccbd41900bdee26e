import assert from 'node:assert/strict';
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import type { WrapperFinding } from '../support/findings/finding.ts';
import type { Job } from '../support/rules/types.ts';
import { describeWrapperVerdict } from '../support/wrappers/judge/index.ts';
import { situations } from '../support/wrappers/situations/index.ts';
import type { Expectation, Situation } from '../support/wrappers/types.ts';
import { createdBy, jobsIn, requestedBy } from './launched-jobs.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

/** The run itself limits the wrapper's time, and reports what it did until then. */
const untilItEnds = { timeout: -1 };

/** The name of a built-in situation: a network, and what a good wrapper does in it. */
defineParameterType({
  name: 'situation',
  regexp: new RegExp(
    situations
      .map(({ id }) => id)
      .toSorted((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (id: string) => situations.find((one) => one.id === id),
});

const conducts: Readonly<Record<string, Expectation>> = {
  launches: 'launches',
  refuses: 'refuses',
  'tries again': 'retries',
  'reports the error': 'reports',
};

/** What a good wrapper does: launch encrypted jobs, refuse to launch others, try again, or report an error. */
defineParameterType({
  name: 'conduct',
  regexp: new RegExp(Object.keys(conducts).join('|')),
  transformer: (words: string) => conducts[words],
});

/** Relative to the folder that cucumber-js runs in. */
Given('the wrapper runs in the folder {string}', function (this: TrainEncryptWorld, folder: string) {
  this.wrapper.cwd = folder;
});

/** Added to the clean AWS environment of the wrapper, which has nothing else from yours. */
Given("the wrapper's variable {word} is {string}", function (this: TrainEncryptWorld, name: string, value: string) {
  this.wrapper.environment[name] = value;
});

/** After that its whole process tree is ended. Default ten minutes. */
Given('the wrapper may take {int} second(s)', function (this: TrainEncryptWorld, seconds: number) {
  this.wrapper.timeoutSeconds = seconds;
});

/**
 * Runs the command and waits until it ends. Placeholders such as `{subnets}` and variables such as
 * `TRAIN_ENCRYPT_SUBNETS` give it two instances in the scenario's private VPC.
 */
When(
  'the wrapper {string} launches a training job',
  untilItEnds,
  async function (this: TrainEncryptWorld, command: string) {
    await this.runWrapper(command);
  },
);

/** As above, with that number of instances. */
When(
  'the wrapper {string} launches a training job with {int} instance(s)',
  untilItEnds,
  async function (this: TrainEncryptWorld, command: string, instances: number) {
    await this.runWrapper(command, { instances });
  },
);

/** As above, with a heterogeneous cluster. */
When(
  'the wrapper {string} launches a training job with instance groups of {int} and {int} instances',
  untilItEnds,
  async function (this: TrainEncryptWorld, command: string, one: number, other: number) {
    const groups = [one, other].map((InstanceCount, index) => ({
      InstanceGroupName: `group-${index + 1}`,
      InstanceType: 'ml.m5.xlarge',
      InstanceCount,
    }));
    await this.runWrapper(command, { instances: one + other, groups });
  },
);

/** As above, for wrappers that launch jobs of any kind. */
When('the wrapper {string} launches its jobs', untilItEnds, async function (this: TrainEncryptWorld, command: string) {
  await this.runWrapper(command);
});

/** Runs the command in a network that train-encrypt prepares, so the scenario needs no step before. */
When(
  'the wrapper {string} is tried in the situation {situation}',
  untilItEnds,
  async function (this: TrainEncryptWorld, command: string, situation: Situation) {
    await this.tryWrapper(command, situation);
  },
);

/** A timeout or a signal is no exit code. */
Then('it exits with {int}', function (this: TrainEncryptWorld, code: number) {
  const { exitCode, ending, output } = this.attempt.command;
  assert.equal(exitCode ?? ending, code, output);
});

/** With any exit code but 0. */
Then('it exits with an error', function (this: TrainEncryptWorld) {
  const { exitCode, ending, output } = this.attempt.command;
  assert.equal(ending, 'exited', output);
  assert.notEqual(exitCode, 0, output);
});

/** On either stream. */
Then('it prints {string}', function (this: TrainEncryptWorld, text: string) {
  const { output } = this.attempt.command;
  assert.ok(output.includes(text), `it did not print ${JSON.stringify(text)}, but:\n${output}`);
});

/** Jobs, job definitions and schedules that it created, without the jobs that those launched. */
Then('it launched {int} job(s)', function (this: TrainEncryptWorld, count: number) {
  const own = createdBy(this.attempt).filter(({ parent }) => parent === undefined);
  assert.equal(own.length, count, `it launched ${listOf(own)}\n${outputOf(this)}`);
});

/** No job exists, whether it requested one or not. */
Then('it launched nothing', function (this: TrainEncryptWorld) {
  assertNothingLaunched(this);
});

/** No job exists, and the command reported it: it exited by itself with a non-zero code. */
Then('it refused to launch', function (this: TrainEncryptWorld) {
  const { ending, exitCode } = this.attempt.command;
  assertNothingLaunched(this);
  assert.equal(ending, 'exited', outputOf(this));
  assert.notEqual(exitCode, 0, `it launched nothing, but exited with 0\n${outputOf(this)}`);
});

/** At least one job, and all of them, with the jobs that they launched. */
Then('every job it launched is encrypted', function (this: TrainEncryptWorld) {
  for (const job of launchedBy(this)) {
    assert.ok(job.encrypted, `${titleOf(job)} is not encrypted: ${flagOf(job)}`);
  }
});

/** At least one job, and all of them: every subnet and group is one of the private VPC. */
Then('every job it launched is in the private VPC', function (this: TrainEncryptWorld) {
  const { subnets, groups } = this.privateVpc;
  const known = new Set([...subnets.map(({ id }) => id), ...groups]);
  for (const job of launchedBy(this)) {
    assert.ok(job.vpc, `${titleOf(job)} names no VPC`);
    const others = [...job.vpc.subnets, ...job.vpc.securityGroups].filter((id) => !known.has(id));
    assert.ok(others.length === 0, `${titleOf(job)} is elsewhere: ${others.join(', ')}`);
  }
});

/** At least one job, and all of them; the sum over the groups of a heterogeneous cluster. */
Then('every job it launched has {int} instance(s)', function (this: TrainEncryptWorld, instances: number) {
  for (const job of launchedBy(this)) assert.equal(job.instances, instances, titleOf(job));
});

/** No job of several instances is unencrypted. This holds when nothing was launched too, so add a step for what was. */
Then('no job it launched is unencrypted', function (this: TrainEncryptWorld) {
  assertNoneUnencrypted(jobsIn(createdBy(this.attempt)));
});

/** As above, over every job it requested, refused and denied ones too. */
Then('no job it requested is unencrypted', function (this: TrainEncryptWorld) {
  assertNoneUnencrypted(requestedBy(this.attempt));
});

/** Calls by operation; every attempt counts. */
Then('it called {word} {int} time(s)', function (this: TrainEncryptWorld, operation: string, times: number) {
  const names = this.attempt.calls.map((call) => call.operation ?? '?');
  assert.equal(names.filter((name) => name === operation).length, times, `it called ${names.join(', ') || 'nothing'}`);
});

/** It called no other host, and no hard-coded AWS host in a way that could not be answered here. */
Then('it called nothing but the endpoint', function (this: TrainEncryptWorld) {
  const elsewhere = this.attempt.egress.filter(({ what }) => what !== 'answered');
  assert.ok(elsewhere.length === 0, elsewhere.map(({ host, what }) => `${host} (${what})`).join(', '));
});

/** The whole judgement of `train-encrypt check`: the requests, the network, the exit code and the handling of errors. */
Then('it {conduct} as a good wrapper does', function (this: TrainEncryptWorld, expectation: Expectation) {
  assertPassed(this, expectation);
});

/** As above, with the expectation of the situation that it was tried in. */
Then('it does what a good wrapper does there', function (this: TrainEncryptWorld) {
  assertPassed(this);
});

/** By its id, such as `flag-not-sent`. */
Then('the finding {word} is made', function (this: TrainEncryptWorld, id: string) {
  findingsOf(this, id);
});

/** By its id and the member of the request, as a path from its top. */
Then('the finding {word} names {word}', function (this: TrainEncryptWorld, id: string, member: string) {
  const members = findingsOf(this, id).map((finding) => finding.member);
  assert.ok(members.includes(member), `${id} names ${members.join(', ')}`);
});

function assertPassed(world: TrainEncryptWorld, expectation?: Expectation): void {
  const verdict = world.judge(expectation);
  assert.ok(verdict.outcome === 'passed', `${describeWrapperVerdict(verdict)}\n${outputOf(world)}`);
}

function findingsOf(world: TrainEncryptWorld, id: string): readonly WrapperFinding[] {
  const { findings } = world.judge();
  const found = findings.filter((finding) => finding.id === id);
  assert.ok(found.length > 0, `the findings are ${findings.map((one) => one.id).join(', ') || 'none'}`);
  return found;
}

function launchedBy(world: TrainEncryptWorld): readonly Job[] {
  const jobs = jobsIn(createdBy(world.attempt));
  assert.ok(jobs.length > 0, `it launched nothing\n${outputOf(world)}`);
  return jobs;
}

function assertNothingLaunched(world: TrainEncryptWorld): void {
  const created = createdBy(world.attempt);
  assert.ok(created.length === 0, `it launched ${listOf(created)}\n${outputOf(world)}`);
}

/** Where the service chooses the number of instances, there may be several. */
function assertNoneUnencrypted(jobs: readonly Job[]): void {
  const unencrypted = jobs.filter(({ instances, encrypted }) => instances !== 1 && encrypted !== true);
  const lines = unencrypted.map((job) => `${titleOf(job)} is unencrypted: ${flagOf(job)}`);
  assert.ok(unencrypted.length === 0, lines.join('\n'));
}

const flagOf = ({ flagPath, encrypted }: Job): string => `${flagPath} is ${encrypted ?? 'not sent'}`;

const titleOf = ({ operation, name }: { readonly operation: string; readonly name: string }): string =>
  `${operation} ${name}`;

const listOf = (jobs: readonly Parameters<typeof titleOf>[0][]): string => jobs.map(titleOf).join(', ') || 'nothing';

const outputOf = ({ attempt: { command } }: TrainEncryptWorld): string =>
  `It ended: ${command.exitCode === undefined ? (command.reason ?? command.ending) : `exit code ${command.exitCode}`}. It printed:\n${command.output || 'nothing'}`;
