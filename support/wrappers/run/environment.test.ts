import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { environmentOf } from '../../harness/account.ts';
import type { Given } from '../types.ts';
import { type CleanOptions, cleanEnvironment } from './environment.ts';

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
    egress: { url: 'http://127.0.0.1:4000', certificate: '/run/authority.pem', trustStore: '/run/authority.jks' },
    ...options,
  });

/** Variables of whoever runs us, none of which may come through, each with a value that is looked for afterwards. */
const LEAKING = `
  AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE
  AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE AWS_ENDPOINT_URL AWS_ENDPOINT_URL_SAGEMAKER AWS_ENDPOINT_URL_STS
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS AWS_REGION AWS_DEFAULT_REGION AWS_CA_BUNDLE AWS_USE_FIPS_ENDPOINT
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_CONTAINER_CREDENTIALS_FULL_URI AWS_CONTAINER_AUTHORIZATION_TOKEN
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN AWS_ROLE_SESSION_NAME
  AWS_EC2_METADATA_SERVICE_ENDPOINT AWS_EC2_METADATA_DISABLED AWS_SSO_SESSION AWS_VAULT AWS_EXECUTION_ENV
  AWS_LAMBDA_FUNCTION_NAME AWS_BEDROCK_KEY AWS_BEARER_TOKEN_BEDROCK aws_access_key_id AMAZON_ACCESS_KEY_ID
  BOTO_CONFIG BOTO_PATH EC2_ACCESS_KEY EC2_URL ECS_CONTAINER_METADATA_URI ECS_CONTAINER_METADATA_URI_V4 EKS_TOKEN
  S3_ENDPOINT SSO_TOKEN SAML2AWS_PASSWORD GRANTED_SSO TF_VAR_aws_secret_key CDK_DEFAULT_ACCOUNT LOCALSTACK_AUTH_TOKEN
  ACTIONS_ID_TOKEN_REQUEST_TOKEN ACTIONS_ID_TOKEN_REQUEST_URL CI_JOB_JWT_V2 CIRCLE_OIDC_TOKEN BITBUCKET_STEP_OIDC_TOKEN
  HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY FTP_PROXY http_proxy https_proxy all_proxy no_proxy ftp_proxy socks_proxy
  npm_config_proxy npm_config_https_proxy npm_config_noproxy GLOBAL_AGENT_HTTP_PROXY GRPC_PROXY
  SAGEMAKER_ROLE SAGEMAKER_USER_CONFIG_OVERRIDE SAGEMAKER_ADMIN_CONFIG_OVERRIDE SAGEMAKER_VALIDATE_ROLE SM_TRAINING_ENV
  TRAIN_ENCRYPT_SUBNETS TRAIN_ENCRYPT_SECURITY_GROUPS TRAIN_ENCRYPT_INSTANCE_GROUPS TRAIN_ENCRYPT_PYTHON TRAIN_ENCRYPT_RUN
  CUCUMBER_PUBLISH_TOKEN CUCUMBER_WORKER_ID NODE_TEST_CONTEXT BASH_ENV ENV
  REQUESTS_CA_BUNDLE CURL_CA_BUNDLE SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS GIT_SSL_CAINFO NODE_USE_ENV_PROXY
`
  .trim()
  .split(/\s+/);

test('nothing that leads to AWS comes through', async () => {
  const base = Object.fromEntries(LEAKING.map((name) => [name, `leak of ${name}`]));
  const environment = await clean(base);
  const leaked = Object.entries(environment).filter(([, value]) => value.includes('leak of'));
  assert.deepEqual(leaked, []);
});

test('nor does a key under another name', async () => {
  const environment = await clean({
    MY_KEY: 'AKIAIOSFODNN7EXAMPLE',
    CONNECTION: 'key=ASIAIOSFODNN7EXAMPLE;other',
    NOT_A_KEY: 'XAKIAIOSFODNN7EXAMPLES',
    JAVA_TOOL_OPTIONS: '-Xmx1g -Daws.secretKey=hidden',
    MAVEN_OPTS: '-Daws.secretKey=hidden -Dfine=1',
  });
  assert.equal(environment.MY_KEY, undefined);
  assert.equal(environment.CONNECTION, undefined);
  assert.equal(environment.NOT_A_KEY, 'XAKIAIOSFODNN7EXAMPLES');
  assert.equal(environment.MAVEN_OPTS, '-Dfine=1');
  assert.match(environment.JAVA_TOOL_OPTIONS ?? '', /^-Xmx1g -Dhttp\.proxyHost=/);
});

test('no name with AWS for a word comes through, in whatever case', async () => {
  const around = fc.stringMatching(/^[A-Z]{0,5}$/);
  const name = fc.tuple(around, fc.constantFrom('AWS', 'aws', 'Aws'), around);
  await fc.assert(
    fc.asyncProperty(name, async ([before, aws, after_]) => {
      const environment = await clean({ [`${before}_${aws}_${after_}`]: 'leak' });
      assert.ok(!Object.values(environment).includes('leak'));
    }),
    { numRuns: 50 },
  );
});

test('what is not of AWS stays', async () => {
  const base = {
    PATH: '/usr/bin',
    HOME: '/home/a',
    LANG: 'C.UTF-8',
    CI: 'true',
    PYTHONPATH: '/src',
    VIRTUAL_ENV: '/venv',
    GOPROXY: 'off',
    LAWS: 'x',
    PAWS_AND_CLAWS: 'y',
    GITHUB_TOKEN: 'z',
    NODE_OPTIONS: '--no-warnings',
    MAVEN_OPTS: '-Xmx1g',
    EMPTY: '',
  };
  const environment = await clean(base);
  assert.deepEqual(Object.fromEntries(Object.keys(base).map((name) => [name, environment[name]])), base);
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
  process.env.TRAIN_ENCRYPT_TEST_KEPT = 'of our own';
  process.env.SOMETHING_TO_KEEP = 'kept';
  const { base: _none, ...options } = { base: undefined, account: { environment: {} }, given: GIVEN, folder };
  const egress = { url: 'http://127.0.0.1:4000', certificate: '/a', trustStore: '/b' };
  try {
    const environment = await cleanEnvironment({ ...options, egress });
    assert.equal(environment.SOMETHING_TO_KEEP, 'kept');
    assert.equal('TRAIN_ENCRYPT_TEST_KEPT' in environment, false);
  } finally {
    delete process.env.TRAIN_ENCRYPT_TEST_KEPT;
    delete process.env.SOMETHING_TO_KEEP;
  }
});
