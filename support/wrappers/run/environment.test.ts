import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { environmentOf } from '../../harness/account.ts';
import type { Given } from '../types.ts';
import { type CleanOptions, cleanEnvironment } from './environment.ts';
import { ALLOWED, isAllowed } from './variables.ts';

const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-environment-'));
after(() => rmSync(folder, { recursive: true }));

const ENDPOINT = 'http://127.0.0.1:4577';
const GIVEN: Given = {
  subnets: ['subnet-1', 'subnet-2'],
  securityGroups: ['sg-1', 'sg-2'],
  roleArn: 'arn:aws:iam::111122223333:role/training',
  shape: { instances: 2 },
};

const clean = (base: NodeJS.ProcessEnv, options: Partial<CleanOptions> = {}) =>
  cleanEnvironment({
    base,
    account: { environment: environmentOf(ENDPOINT, '111122223333', 'eu-central-1') },
    given: GIVEN,
    folder,
    home: '/run/home',
    tmp: '/run/tmp',
    egress: { url: 'http://127.0.0.1:4000', certificate: '/run/authority.pem', trustStore: '/run/authority.jks' },
    ...options,
  });

test('what is on no list does not come through, whatever it is called', async () => {
  const base = Object.fromEntries(
    `AWS_ACCESS_KEY_ID AWS_PROFILE MY_KEY DB_PASSWORD GITHUB_TOKEN SSH_AUTH_SOCK DOCKER_HOST XDG_RUNTIME_DIR BASH_ENV
    DBUS_SESSION_BUS_ADDRESS GNUPGHOME KUBECONFIG NPM_TOKEN JAVA_TOOL_OPTIONS MAVEN_OPTS NODE_OPTIONS LD_PRELOAD
    HTTPS_PROXY no_proxy SSL_CERT_FILE TRAIN_ENCRYPT_SUBNETS CUCUMBER_PUBLISH_TOKEN OLDPWD PWD HISTFILE`
      .split(/\s+/)
      .map((name) => [name, `leak of ${name}`]),
  );
  const environment = await clean(base);
  const leaked = Object.entries(environment).filter(([, value]) => value.includes('leak of'));
  assert.deepEqual(leaked, []);
});

test('no name made at random comes through', async () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/).filter((text) => !isAllowed(text, 'leak'));
  await fc.assert(
    fc.asyncProperty(name, async (text) => {
      assert.ok(!Object.values(await clean({ [text]: 'leak' })).includes('leak'));
    }),
    { numRuns: 50 },
  );
});

test('what programs and toolchains need comes through', async () => {
  const base = {
    PATH: '/usr/bin',
    LANG: 'C.UTF-8',
    LC_ALL: 'C',
    TZ: 'UTC',
    TERM: 'xterm',
    CI: 'true',
    PYTHONPATH: '/src',
    VIRTUAL_ENV: '/venv',
    JAVA_HOME: '/usr/lib/jvm/21',
    JAVA_HOME_17_X64: '/usr/lib/jvm/17',
    GOROOT: '/usr/local/go',
    GOPROXY: 'off',
    NVM_DIR: '/nvm',
  };
  const environment = await clean(base);
  assert.deepEqual(Object.fromEntries(Object.keys(base).map((name) => [name, environment[name]])), base);
});

test('but not with a password in it', async () => {
  const environment = await clean({ GOPROXY: 'https://me:secret@proxy.example', PATH: '/bin' });
  assert.equal('GOPROXY' in environment, false);
  assert.equal(environment.PATH, '/bin');
});

test('every entry of the list has a name that it lets in', () => {
  for (const { names, why } of ALLOWED) assert.ok(names.source.length > 4 && why.length > 4, String(names));
  assert.equal(isAllowed('PATHS', 'x'), false);
  assert.equal(isAllowed('MY_PATH', 'x'), false);
});

test('a home and a folder for temporary files of the run', async () => {
  const environment = await clean({ HOME: '/home/real', TMPDIR: '/real' });
  assert.equal(environment.HOME, '/run/home');
  assert.equal(environment.TMPDIR, '/run/tmp');
  assert.match(environment.JAVA_TOOL_OPTIONS ?? '', /-Duser\.home=\/run\/home /);
});

test('options of Java that were asked for come beside ours, without what leads to AWS', async () => {
  const environment = await clean({}, { extra: { JAVA_TOOL_OPTIONS: '-Xmx1g -Daws.secretKey=hidden' } });
  assert.match(environment.JAVA_TOOL_OPTIONS ?? '', /^-Xmx1g -Duser\.home=\S+ -Dhttp\.proxyHost=/);
});

test('the account, the proxy and whom to trust', async () => {
  const environment = await clean({});
  assert.equal(environment.AWS_ENDPOINT_URL, ENDPOINT);
  assert.equal(environment.AWS_ACCESS_KEY_ID, '111122223333');
  assert.equal(environment.AWS_DEFAULT_REGION, 'eu-central-1');
  assert.equal(environment.AWS_EC2_METADATA_DISABLED, 'true');
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']) {
    assert.equal(environment[name], 'http://127.0.0.1:4000', name);
  }
  for (const name of ['NO_PROXY', 'no_proxy']) assert.equal(environment[name], '127.0.0.1,localhost,::1,.localhost');
  for (const name of [
    'AWS_CA_BUNDLE',
    'REQUESTS_CA_BUNDLE',
    'SSL_CERT_FILE',
    'CURL_CA_BUNDLE',
    'NODE_EXTRA_CA_CERTS',
  ]) {
    assert.equal(environment[name], '/run/authority.pem', name);
  }
  assert.equal(environment.NODE_USE_ENV_PROXY, '1');
});

test('an endpoint elsewhere is reached without the proxy too', async () => {
  const account = { environment: environmentOf('http://stub.internal:4577', '111122223333', 'eu-central-1') };
  const environment = await clean({}, { account });
  assert.match(environment.NO_PROXY ?? '', /,stub\.internal$/);
  assert.match(environment.JAVA_TOOL_OPTIONS ?? '', /\|stub\.internal /);
});

test('what the situation gives', async () => {
  const environment = await clean({});
  assert.equal(environment.TRAIN_ENCRYPT_SUBNETS, 'subnet-1,subnet-2');
  assert.equal(environment.TRAIN_ENCRYPT_SECURITY_GROUPS, 'sg-1,sg-2');
  assert.equal(environment.TRAIN_ENCRYPT_ROLE_ARN, GIVEN.roleArn);
  assert.equal(environment.TRAIN_ENCRYPT_INSTANCES, '2');
  assert.equal('TRAIN_ENCRYPT_INSTANCE_GROUPS' in environment, false);
});

test('what it does not give is not set', async () => {
  const environment = await clean({}, { given: { ...GIVEN, subnets: [], securityGroups: [] } });
  assert.equal('TRAIN_ENCRYPT_SUBNETS' in environment, false);
  assert.equal('TRAIN_ENCRYPT_SECURITY_GROUPS' in environment, false);
});

test('the groups of a heterogeneous cluster', async () => {
  const groups = [{ InstanceGroupName: 'a', InstanceType: 'ml.m5.large', InstanceCount: 3 }];
  const environment = await clean({}, { given: { ...GIVEN, shape: { instances: 3, groups } } });
  assert.deepEqual(JSON.parse(environment.TRAIN_ENCRYPT_INSTANCE_GROUPS ?? ''), groups);
  assert.equal(environment.TRAIN_ENCRYPT_INSTANCES, '3');
});

test('files in place of those at home, with the profiles asked for', async () => {
  const read = async (profiles: readonly string[]) => {
    const environment = await clean({}, { profiles });
    return [environment.AWS_CONFIG_FILE, environment.AWS_SHARED_CREDENTIALS_FILE].map((file) =>
      readFileSync(file ?? '', 'utf8'),
    );
  };
  assert.deepEqual(await read([]), ['', '']);
  const [config, credentials] = await read(['default', 'team']);
  assert.equal(config, '[default]\nregion = eu-central-1\n\n[profile team]\nregion = eu-central-1\n');
  assert.match(
    credentials ?? '',
    /^\[default\]\naws_access_key_id = 111122223333\naws_secret_access_key = \S+\n\n\[team\]\n/,
  );
  const environment = await clean({});
  assert.equal(readFileSync(environment.SAGEMAKER_USER_CONFIG_OVERRIDE ?? '', 'utf8'), "SchemaVersion: '1.0'\n");
  assert.equal(readFileSync(environment.BOTO_CONFIG ?? '', 'utf8'), '');
});

test('what is asked for by name goes before all', async () => {
  const extra = { AWS_PROFILE: 'team', NO_PROXY: 'x', TRAIN_ENCRYPT_SUBNETS: undefined, MINE: '1' };
  const environment = await clean({}, { extra, profiles: ['team'] });
  assert.equal(environment.AWS_PROFILE, 'team');
  assert.equal(environment.NO_PROXY, 'x');
  assert.equal(environment.MINE, '1');
  assert.equal('TRAIN_ENCRYPT_SUBNETS' in environment, false);
});

test('the environment of this process is the default', async () => {
  process.env.LC_TRAIN_ENCRYPT_TEST = 'kept';
  process.env.SOMETHING_OF_OURS = 'dropped';
  const egress = { url: 'http://127.0.0.1:4000', certificate: '/a', trustStore: '/b' };
  try {
    const account = { environment: {} };
    const environment = await cleanEnvironment({ account, given: GIVEN, folder, egress, home: '/h', tmp: '/t' });
    assert.equal(environment.LC_TRAIN_ENCRYPT_TEST, 'kept');
    assert.equal('SOMETHING_OF_OURS' in environment, false);
  } finally {
    delete process.env.LC_TRAIN_ENCRYPT_TEST;
    delete process.env.SOMETHING_OF_OURS;
  }
});
