import { join } from 'node:path';
import type { Account } from '../../harness.ts';
import type { Given } from '../types.ts';
import type { Egress } from './egress/index.ts';
import { javaToolOptions, withoutJavaLeaks } from './java-options.ts';
import { writeProfiles } from './profiles.ts';
import { isAllowed } from './variables.ts';

export interface CleanOptions {
  /** The environment to start from. Default: that of this process. */
  readonly base?: NodeJS.ProcessEnv;
  readonly account: Pick<Account, 'environment'>;
  readonly given: Given;
  /** A folder of this run, for the files that take the place of `~/.aws`. */
  readonly folder: string;
  readonly egress: Pick<Egress, 'url' | 'certificate' | 'trustStore'>;
  /** Where the command finds its home: an absolute path. */
  readonly home: string;
  /** Where it keeps temporary files: an absolute path. */
  readonly tmp: string;
  /** Profiles that a wrapper asks for by name: all have this account's keys. */
  readonly profiles?: readonly string[];
  /** What the wrapper's owner asks for by name. Goes before everything else; `undefined` takes a variable away. */
  readonly extra?: Readonly<Record<string, string | undefined>>;
}

/** Variables by which clients are told whom to trust. https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html for AWS's. */
const TRUST = [
  'AWS_CA_BUNDLE',
  'CARGO_HTTP_CAINFO',
  'CURL_CA_BUNDLE',
  'DENO_CERT',
  'GIT_SSL_CAINFO',
  'GRPC_DEFAULT_SSL_ROOTS_FILE_PATH',
  'HTTPLIB2_CA_CERTS',
  'NIX_SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
  'PERL_LWP_SSL_CA_FILE',
  'PIP_CERT',
  'REQUESTS_CA_BUNDLE',
  'SSL_CERT_FILE',
];

const LOOPBACK = ['127.0.0.1', 'localhost', '::1', '.localhost'];
const JAVA_LOOPBACK = ['localhost', '127.*', '[::1]', '*.localhost'];

/**
 * The whole environment of a wrapper: what is on the list of `variables.ts` from the one of the caller, a home and a
 * folder for temporary files of this run, this account's keys, our proxy and its authority, and what the situation gives.
 * Writes files into `folder`; rejects when it cannot.
 */
export async function cleanEnvironment(options: CleanOptions): Promise<Record<string, string>> {
  const { account, given, folder, egress, home, tmp, profiles = [], extra = {} } = options;
  const files = await writeProfiles(folder, profiles, account.environment);
  const java = withoutJavaLeaks('JAVA_TOOL_OPTIONS', extra.JAVA_TOOL_OPTIONS ?? '');
  const proxy = proxyVariables(egress, account.environment.AWS_ENDPOINT_URL, [java, `-Duser.home=${home}`]);
  return defined({
    ...allowedOf(options.base ?? process.env),
    ...homeVariables(home, tmp),
    ...account.environment,
    AWS_CONFIG_FILE: files.config,
    AWS_SHARED_CREDENTIALS_FILE: files.credentials,
    // The same for version 1 of the SDK for Java.
    AWS_CREDENTIAL_PROFILES_FILE: files.credentials,
    BOTO_CONFIG: files.boto,
    SAGEMAKER_ADMIN_CONFIG_OVERRIDE: files.sagemaker,
    SAGEMAKER_USER_CONFIG_OVERRIDE: files.sagemaker,
    ...proxy,
    ...givenVariables(given),
    ...extra,
    // What is asked for here comes beside ours, not in its place.
    ...(extra.JAVA_TOOL_OPTIONS !== undefined && { JAVA_TOOL_OPTIONS: proxy.JAVA_TOOL_OPTIONS }),
  });
}

/** What reaches a command from this environment without being named. */
export function allowedOf(base: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(defined(base)).filter(([name, value]) => isAllowed(name, value)));
}

const defined = (variables: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

function homeVariables(home: string, tmp: string): Record<string, string> {
  const common = { HOME: home, TMPDIR: tmp };
  if (process.platform !== 'win32') return common;
  return {
    ...common,
    USERPROFILE: home,
    APPDATA: join(home, 'AppData', 'Roaming'),
    LOCALAPPDATA: join(home, 'AppData', 'Local'),
    TEMP: tmp,
    TMP: tmp,
  };
}

function proxyVariables(
  { url, certificate, trustStore }: CleanOptions['egress'],
  endpoint: string | undefined,
  javaOptions: readonly string[],
): Record<string, string> {
  const { hostname, port } = new URL(url);
  const endpointHost = endpoint === undefined ? [] : [new URL(endpoint).hostname];
  const own = endpointHost.filter((host) => !LOOPBACK.includes(host));
  const none = [...LOOPBACK, ...own].join(',');
  const both = { HTTPS_PROXY: url, HTTP_PROXY: url, ALL_PROXY: url, NO_PROXY: none };
  const lower = Object.entries(both).map(([name, value]) => [name.toLowerCase(), value]);
  const java = { host: hostname, port: Number(port), without: [...JAVA_LOOPBACK, ...own], trustStore };
  return {
    ...both,
    ...Object.fromEntries(lower),
    ...Object.fromEntries(TRUST.map((name) => [name, certificate])),
    // Node heeds the proxy only when told to.
    NODE_USE_ENV_PROXY: '1',
    JAVA_TOOL_OPTIONS: javaToolOptions(javaOptions.filter(Boolean).join(' '), java),
  };
}

function givenVariables({ subnets, securityGroups, roleArn, shape, bucket }: Given): Record<string, string> {
  return {
    ...(subnets.length > 0 && { TRAIN_ENCRYPT_SUBNETS: subnets.join(',') }),
    ...(securityGroups.length > 0 && { TRAIN_ENCRYPT_SECURITY_GROUPS: securityGroups.join(',') }),
    TRAIN_ENCRYPT_ROLE_ARN: roleArn,
    TRAIN_ENCRYPT_INSTANCES: String(shape.instances),
    ...(bucket !== undefined && { TRAIN_ENCRYPT_BUCKET: bucket }),
    ...(shape.groups && { TRAIN_ENCRYPT_INSTANCE_GROUPS: JSON.stringify(shape.groups) }),
  };
}
