import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { processTable } from '../../wrappers/run/processes/index.ts';
import { MAIN } from '../testing/main.ts';
import { type Ran, runProgram } from '../testing/program.ts';

const POSIX = process.platform === 'win32' && 'Windows has no signals';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'serve-command-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script of Node's under `serve`. */
function serve(options: readonly string[], script: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const file = join(folder, `${Math.random()}.mjs`);
  writeFileSync(file, script);
  return runProgram(['serve', '--port', '0', ...options, '--', process.execPath, file, 'an argument'], folder, env);
}

const SCRIPT_ENVIRONMENT =
  'console.log(JSON.stringify(Object.entries(process.env).filter(([name]) => /^(?!npm_).*(AWS|TRAIN_ENCRYPT|PROXY|^KEPT)/i.test(name))))';

test('a command gets the endpoint, and nothing of the real AWS', async () => {
  const { code, stdout, stderr } = await serve([], SCRIPT_ENVIRONMENT, {
    AWS_PROFILE: 'production',
    AWS_SESSION_TOKEN: 'real',
    AWS_ENDPOINT_URL_SAGEMAKER: 'https://api.sagemaker.eu-central-1.amazonaws.com',
    TRAIN_ENCRYPT_SUBNETS: 'subnet-old',
    KEPT: 'yes',
    NO_PROXY: 'intranet',
  });
  assert.equal(code, 0, stderr);
  const environment = Object.fromEntries(JSON.parse(stdout) as [string, string][]);
  const { AWS_ENDPOINT_URL, TRAIN_ENCRYPT_RUN, ...rest } = environment;
  assert.match(AWS_ENDPOINT_URL ?? '', /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.match(TRAIN_ENCRYPT_RUN ?? '', /./);
  assert.deepEqual(rest, {
    AWS_ACCESS_KEY_ID: '111122223333',
    AWS_SECRET_ACCESS_KEY: 'train-encrypt',
    AWS_REGION: 'eu-central-1',
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    NO_PROXY: 'intranet,127.0.0.1,localhost,::1',
    no_proxy: 'intranet,127.0.0.1,localhost,::1',
    KEPT: 'yes',
  });
});

test('ends with the exit code of the command, whose output is all there is on standard output', async () => {
  const { code, stdout, stderr } = await serve([], 'console.log(process.argv[2]); process.exit(7)');
  assert.deepEqual([code, stdout], [7, 'an argument\n']);
  assert.match(stderr, /answer on http:.*\n/);
  assert.match(stderr, /Running with: .*an argument\n/);
});

test('a command that a signal ended', { skip: POSIX }, async () => {
  const { code } = await serve([], "process.kill(process.pid, 'SIGKILL')");
  assert.equal(code, 137);
});

test('--with-network makes a network in which an encrypted job starts', async () => {
  const script = `
    import { readFileSync } from 'node:fs';
    import { CreateTrainingJobCommand, SageMakerClient } from ${JSON.stringify(import.meta.resolve('@aws-sdk/client-sagemaker'))};
    const { TRAIN_ENCRYPT_SUBNETS, TRAIN_ENCRYPT_SECURITY_GROUPS, TRAIN_ENCRYPT_ROLE_ARN, AWS_ENDPOINT_URL } = process.env;
    const { calls } = await (await fetch(AWS_ENDPOINT_URL + '/_train-encrypt/calls')).json();
    await new SageMakerClient().send(new CreateTrainingJobCommand({
      TrainingJobName: 'fraud', RoleArn: TRAIN_ENCRYPT_ROLE_ARN, OutputDataConfig: { S3OutputPath: 's3://b/o' },
      AlgorithmSpecification: { TrainingImage: 'x', TrainingInputMode: 'File' },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
      ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 1 },
      EnableInterContainerTrafficEncryption: true,
      VpcConfig: { Subnets: TRAIN_ENCRYPT_SUBNETS.split(','), SecurityGroupIds: TRAIN_ENCRYPT_SECURITY_GROUPS.split(',') },
    }));
    console.log(TRAIN_ENCRYPT_SUBNETS.split(',').length, TRAIN_ENCRYPT_SECURITY_GROUPS, calls.length);`;
  const { code, stdout, stderr } = await serve(['--with-network'], script);
  assert.equal(code, 0, stderr);
  const [, group] = /^3 (sg-\w+) 0\n$/.exec(stdout) ?? [];
  assert.ok(group, stdout);
  assert.match(stderr, new RegExp(`\\n {2}export TRAIN_ENCRYPT_SECURITY_GROUPS=${group}\\n`));
  assert.match(stderr, /\n {2}export TRAIN_ENCRYPT_ROLE_ARN=arn:aws:iam::111122223333:role\/training\n/);
  assert.match(stderr, /\n\d\d:\d\d:\d\d {2}✓ ENCRYPTED {2}fraud /);
});

test('the placeholders of check are filled in with --with-network, and refused without it', async () => {
  const command = [process.execPath, '-p', "'{subnets}'.split(',').length + ' {security_groups} {instances} {region}'"];
  const run = (options: readonly string[]) =>
    runProgram(['serve', '--port', '0', ...options, '--', ...command], folder);
  const { code, stdout, stderr } = await run(['--with-network']);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^3 sg-\w{17} 2 eu-central-1\n$/);
  const refused = await run([]);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /serve knows \{subnets\} only when it makes a network: add --with-network\./);
});

test('--refuse-unencrypted refuses several instances without the flag, in our words', async () => {
  const script = `
    import { CreateTrainingJobCommand, SageMakerClient } from ${JSON.stringify(import.meta.resolve('@aws-sdk/client-sagemaker'))};
    const client = new SageMakerClient();
    const job = (name, InstanceCount, flag) => client.send(new CreateTrainingJobCommand({
      TrainingJobName: name, RoleArn: 'arn:aws:iam::111122223333:role/training', OutputDataConfig: { S3OutputPath: 's3://b/o' },
      AlgorithmSpecification: { TrainingImage: 'x', TrainingInputMode: 'File' },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
      ResourceConfig: { InstanceCount, InstanceType: 'ml.m5.xlarge', VolumeSizeInGB: 1 },
      EnableInterContainerTrafficEncryption: flag,
    })).then(() => 'created', ({ name, message }) => name + ': ' + message);
    console.log(JSON.stringify([await job('one', 1), await job('two', 2), await job('false', 2, false)]));`;
  const { code, stdout, stderr } = await serve(['--refuse-unencrypted'], script);
  assert.equal(code, 0, stderr);
  const [one, two, flagged] = JSON.parse(stdout) as string[];
  assert.equal(one, 'created');
  assert.match(two ?? '', /^ValidationException: train-encrypt refuses this job:\n.*--refuse-unencrypted/s);
  assert.match(flagged ?? '', /^ValidationException: train-encrypt refuses this job:\n.*is false/s);
  assert.match(stderr, /✗ REFUSED {2}two /);
  const plain = await serve([], script);
  assert.deepEqual((JSON.parse(plain.stdout) as string[]).slice(0, 2), ['created', 'created']);
  assert.match(plain.stderr, /✗ UNENCRYPTED {2}two /);
});

/** `serve` with a command that prints its pid and waits, started as a person would; stderr and stdout in one text. */
async function waiting(script: string) {
  const file = join(folder, `${Math.random()}.mjs`);
  writeFileSync(file, script);
  const args = [MAIN, 'serve', '--port', '0', '--', process.execPath, file];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (chunk) => {
    printed += chunk;
  });
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  while (!/pid \d+ ready/.test(printed)) await once(child.stdout, 'data');
  const pids = [...printed.matchAll(/pid (\d+)/g)].map(([, pid]) => Number(pid));
  return { child: child as ChildProcess, ended, pids, printed: () => printed };
}

const isRunning = (pid: number) => processTable()?.startOf(pid) !== undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} is passed on, and its exit code is that of the command`, { skip: POSIX }, async () => {
    const { child, ended, pids, printed } = await waiting(`
      process.on('${signal}', () => { console.log('got ${signal}'); process.exit(9); });
      setInterval(() => {}, 1000);
      console.log('pid', process.pid, 'ready');`);
    child.kill(signal);
    assert.deepEqual((await ended)[0], 9);
    assert.match(printed(), new RegExp(`got ${signal}`));
    assert.deepEqual(pids.filter(isRunning), []);
  });
}

test('what the command leaves running ends with it, in a session of its own too', { skip: POSIX }, async () => {
  const { child, ended, pids } = await waiting(`
    import { spawn } from 'node:child_process';
    const left = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => process.exit()); setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
    left.unref();
    console.log('pid', left.pid);
    setInterval(() => {}, 1000);
    console.log('pid', process.pid, 'ready');`);
  assert.equal(pids.length, 2);
  assert.deepEqual(pids.map(isRunning), [true, true]);
  child.kill('SIGTERM');
  assert.equal((await ended)[0], 143);
  assert.deepEqual(pids.filter(isRunning), []);
});

test('a second signal ends a command that does not listen', { skip: POSIX }, async () => {
  const { child, ended, pids, printed } = await waiting(`
    process.on('SIGTERM', () => console.log('ignored'));
    setInterval(() => {}, 1000);
    console.log('pid', process.pid, 'ready');`);
  child.kill('SIGTERM');
  while (!printed().includes('ignored')) await once(child.stdout as NodeJS.ReadableStream, 'data');
  child.kill('SIGTERM');
  assert.equal((await ended)[0], 137);
  assert.deepEqual(pids.filter(isRunning), []);
});

test('a command that is not there is a mistake in the command line', async () => {
  const { code, stdout, stderr } = await runProgram(['serve', '--port', '0', '--', 'no-such-program'], folder);
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, /^train-encrypt: the command was not started: no-such-program is neither a program on the PATH/);
});
