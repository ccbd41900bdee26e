import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { killAfter, startProgram, untilPrinted } from '../testing/death.ts';
import { type Ran, runProgram } from '../testing/program.ts';

/** By where the caller keeps them. Made up, and in parts: scanners would take them for real ones. */
const SECRETS = {
  environment: 'correct-horse-battery-9',
  otherName: 'Zx81Qw29Er37Ty46Ui55Op64',
  credentials: `k9Jx2LmQ7/vRt5Yb+${'A8cDe3FgHi4JkLm6NoPq0Rs'}`,
  config: 'opaque/session-token-of-config',
  elsewhere: 'opaque-key-of-another-file',
  keyId: `AKIA${'Q3EGZ7R5T2WXYB4M'}`,
  github: `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`,
  slack: `xoxb-${'123456789012-abcdefghijkl'}`,
  password: 'p4ssw0rd-of-a-database',
  bearer: 'opaque.bearer.0123456789',
};
const CARRIED = [
  ...Object.values(SECRETS).filter((one) => one !== SECRETS.password && one !== SECRETS.bearer),
  `postgres://app:${SECRETS.password}@db/jobs`,
  `Authorization: Bearer ${SECRETS.bearer}`,
];
const HOSTILE =
  '\n::error::pwned\n::stop-commands::pwned\n##[error]pwned\u001b]0;pwned\u0007\u001b[2J\u202Egnp\u009b31m';

/** Puts all of it wherever a wrapper can put something. */
const WRAPPER = `
import { readFileSync } from 'node:fs';
const { carried, hostile } = JSON.parse(readFileSync(new URL('planted.json', import.meta.url), 'utf8'));
const all = carried.map((one) => 'planted ' + one + ' here').join('\\n');
process.stdout.write(all + hostile + '\\n');
process.stderr.write(all + hostile + '\\n');
const env = process.env;
const target = async (operation, input) => {
  const answer = await fetch(env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=' + env.AWS_ACCESS_KEY_ID + '/20261123/eu-central-1/sagemaker/aws4_request, SignedHeaders=host, Signature=00',
      'x-amz-target': 'SageMaker.' + operation,
      'content-type': 'application/x-amz-json-1.1',
    },
    body: JSON.stringify(input),
  });
  process.stdout.write((await answer.text()) + '\\n');
};
const request = (name, more = {}) => ({
  TrainingJobName: name,
  RoleArn: env.TRAIN_ENCRYPT_ROLE_ARN,
  AlgorithmSpecification: { TrainingImage: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/x:1', TrainingInputMode: 'File' },
  OutputDataConfig: { S3OutputPath: 's3://models/x' },
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 1 },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
  HyperParameters: Object.fromEntries(carried.map((one, index) => ['planted' + index, one])),
  Environment: { PLANTED: carried.join(' ') },
  ...more,
});
if (process.argv[2] === 'approvable') {
  const [Subnets, SecurityGroupIds] = [env.TRAIN_ENCRYPT_SUBNETS.split(','), env.TRAIN_ENCRYPT_SECURITY_GROUPS.split(',')];
  const right = { EnableInterContainerTrafficEncryption: true, VpcConfig: { Subnets, SecurityGroupIds } };
  const { HyperParameters, ...sent } = request('planted-0', right);
  await target('CreateTrainingJob', { ...sent, HyperParameters: { ...HyperParameters, hostile: hostile.replaceAll('\\n', ' ') } });
  process.exit(0);
}
await target('CreateTrainingJob', request('planted-1'));
await target('CreateTrainingJob', request('planted' + hostile + carried[0]));
await target('CreateTrainingJob', request('planted-2', { VpcConfig: { Subnets: ['subnet' + hostile], SecurityGroupIds: [carried[1]] } }));
await target('CreateTrainingJob', { TrainingJobName: 'planted-3', RoleArn: hostile, OutputDataConfig: { S3OutputPath: carried.join(' ') } });
process.exitCode = 1;
`;

/** Of `serve`, beside its log: the journal with requests and answers, the jobs, and the rest. */
const PAGES = ['calls', 'jobs', 'rules', 'faults', 'clock', 'health'];

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-surfaces-'));
after(() => rmSync(folder, { recursive: true }));

function filesBelow(path: string): readonly string[] {
  return readdirSync(path).flatMap((name) => {
    const file = join(path, name);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });
}

describe('what a wrapper prints and sends', () => {
  let ran: Ran;
  /** By name: all that a run leaves behind. */
  let surfaces: Readonly<Record<string, string>>;

  before(async () => {
    const home = join(folder, 'home');
    mkdirSync(join(home, '.aws'), { recursive: true });
    writeFileSync(join(home, '.aws', 'credentials'), '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n');
    const credentials = join(folder, 'credentials');
    writeFileSync(
      credentials,
      `[a]\naws_secret_access_key = ${SECRETS.credentials}\n[b]\naws_secret_access_key = ${SECRETS.elsewhere}\n`,
    );
    writeFileSync(join(home, '.aws', 'config'), `[profile c]\naws_session_token = ${SECRETS.config}\n`);
    const project = join(folder, 'project');
    mkdirSync(project);
    writeFileSync(join(project, 'planted.json'), JSON.stringify({ carried: CARRIED, hostile: HOSTILE }));
    writeFileSync(join(project, 'wrapper.mjs'), WRAPPER);
    writeFileSync(
      join(project, 'train-encrypt.config.json'),
      JSON.stringify({
        wrappers: {
          hostile: { command: [process.execPath, 'wrapper.mjs'], situations: ['documented', 'no-vpc'] },
          approvable: { command: [process.execPath, 'wrapper.mjs', 'approvable'], situations: ['documented'] },
        },
        baselines: 'baselines',
      }),
    );
    const summary = join(folder, 'summary.md');
    writeFileSync(summary, '');
    const secretive = {
      HOME: home,
      AWS_SHARED_CREDENTIALS_FILE: credentials,
      DEPLOY_TOKEN: SECRETS.environment,
      SOMETHING: SECRETS.otherName,
    };
    const args = ['--junit', 'reports/junit.xml', '--sarif', 'reports/check.sarif', '--verbose', '--update'];
    ran = await runProgram(['check', ...args], project, {
      ...secretive,
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
    });
    const written = [...filesBelow(join(project, 'reports')), ...filesBelow(join(project, 'baselines')), summary];
    const texts = written.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]);
    const served = await serveTo(project, secretive);
    surfaces = { stdout: ran.stdout, stderr: ran.stderr, ...Object.fromEntries(texts), ...served };
  });

  /** Serves with the same secrets available to the same wrapper, outside of `check`: what is printed and answered then. */
  async function serveTo(project: string, env: NodeJS.ProcessEnv): Promise<Readonly<Record<string, string>>> {
    const child = startProgram(['serve', '--port', '0'], project, env);
    try {
      const printed = untilPrinted(child, 'Health: ');
      const log = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr'] as const) {
        child[stream]?.on('data', (chunk) => {
          log[stream] += chunk;
        });
      }
      const [, url = ''] = /Health: (http:\S+)\/_train-encrypt/.exec(await printed) ?? [];
      const given = {
        AWS_ENDPOINT_URL: url,
        AWS_ACCESS_KEY_ID: '111122223333',
        TRAIN_ENCRYPT_ROLE_ARN: 'arn:aws:iam::111122223333:role/train',
        TRAIN_ENCRYPT_SUBNETS: 'subnet-0a1',
        TRAIN_ENCRYPT_SECURITY_GROUPS: 'sg-0a1',
      };
      for (const mode of ['hostile', 'approvable']) {
        await promisify(execFile)(process.execPath, ['wrapper.mjs', mode], { cwd: project, env: given }).catch(
          // It ends with 1, as a refused one should.
          ({ code }) => assert.equal(code, 1),
        );
      }
      const pages = await Promise.all(
        PAGES.map(async (page) => [`serve ${page}`, await (await fetch(`${url}/_train-encrypt/${page}`)).text()]),
      );
      return { 'serve stdout': log.stdout, 'serve stderr': log.stderr, ...Object.fromEntries(pages) };
    } finally {
      await killAfter(child, 0);
    }
  }

  test('reaches every surface', () => {
    assert.equal(ran.code, 1, ran.stderr);
    const baseline = 'project/baselines/approvable/documented.yaml';
    for (const name of ['stdout', 'stderr', 'project/reports/check.json', 'project/reports/junit.xml', baseline]) {
      assert.match(surfaces[name] ?? '', /planted[\s\S]*\*\*\*/, name);
    }
    const pages = Object.keys(surfaces).filter((name) => name.endsWith('.html'));
    assert.ok(pages.length > 1, Object.keys(surfaces).join(' '));
    assert.match(surfaces['serve stdout'] ?? '', /planted-1/);
    for (const name of ['serve calls', 'serve jobs']) assert.match(surfaces[name] ?? '', /planted[\s\S]*\*\*\*/, name);
    for (const name of ['project/reports/check.sarif', 'summary.md'])
      assert.match(surfaces[name] ?? '', /hostile/, name);
  });

  test('has no secret of the caller in it, on any surface', () => {
    for (const [name, text] of Object.entries(surfaces)) {
      for (const [where, secret] of Object.entries(SECRETS)) {
        for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
          assert.ok(!text.includes(form), `${where} stands in ${name}: ${around(text, form)}`);
        }
      }
    }
  });

  test('is a command for no terminal and no CI service', () => {
    for (const [name, text] of Object.entries(surfaces)) {
      if (/\.(?:js|css|html)$/.test(name)) continue;
      const lines = text.split(/\r\n|[\r\n\u2028\u2029]/);
      assert.deepEqual(
        // A baseline is printed nowhere as it is.
        lines.filter(
          (line) => /^\s*::(?:error|stop-commands)::/.test(line) || (line.includes('##[') && !/yaml$/.test(name)),
        ),
        [],
        name,
      );
      const unseen = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u.exec(text);
      assert.equal(unseen, null, `${name}: ${unseen && around(text, unseen[0])}`);
    }
    assert.match(ran.stdout, /\\u001b\]0;pwned\\u0007/, 'it is shown');
  });
});

const around = (text: string, part: string): string => {
  const at = text.indexOf(part);
  return JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
};

test('a summary that names no file that can be written is a warning, and changes nothing', async () => {
  const project = join(folder, 'warned');
  mkdirSync(project);
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'nowhere', 'summary.md') };
  const { code, stderr } = await runProgram(['check', '--', process.execPath, '--version'], project, env);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /warning: the summary was not written: GITHUB_STEP_SUMMARY is ".*summary\.md".*\(ENOENT\)/);
});
