import { Failure } from '../../failure.ts';

/** The last release that starts without a licence token. */
export const PINNED_IMAGE = 'localstack/localstack:4.14.0';
/** Seconds that LocalStack may take to start, unless `LOCALSTACK_START_SECONDS` says otherwise. */
export const START_SECONDS = 120;

export interface LocalStackSettings {
  readonly image: string;
  /** A licence token, which newer images ask for. */
  readonly authToken: string | undefined;
  readonly startSeconds: number;
}

/** Reads `LOCALSTACK_IMAGE`, `LOCALSTACK_AUTH_TOKEN` and `LOCALSTACK_START_SECONDS`. Throws a `Failure` for a bad one. */
export function localStackSettings(environment: NodeJS.ProcessEnv = process.env): LocalStackSettings {
  return {
    image: imageOf(environment),
    authToken: environment.LOCALSTACK_AUTH_TOKEN || undefined,
    startSeconds: startSecondsOf(environment),
  };
}

function imageOf({ LOCALSTACK_IMAGE: given }: NodeJS.ProcessEnv): string {
  if (!given) return PINNED_IMAGE;
  if (/^[\w][\w./:@-]*$/.test(given)) return given;
  throw new Failure(
    `LOCALSTACK_IMAGE is ${JSON.stringify(given)}, which names no image. Unset it for ${PINNED_IMAGE}, or give name:tag.`,
    { exitCode: 2 },
  );
}

function startSecondsOf({ LOCALSTACK_START_SECONDS: given }: NodeJS.ProcessEnv): number {
  if (!given) return START_SECONDS;
  const seconds = Number(given);
  if (seconds > 0 && seconds <= 3_600) return seconds;
  throw new Failure(
    `LOCALSTACK_START_SECONDS is ${JSON.stringify(given)}. Give the seconds that LocalStack may take to start, at most 3600.`,
    { exitCode: 2 },
  );
}

/** What the container gets to know. Nothing in it differs between runs, or no container could be used again. */
export function containerEnvironment({ authToken }: LocalStackSettings, lean: boolean): Record<string, string> {
  return {
    // What jobs and the wrappers that launch them ask, loaded before LocalStack says it is ready.
    SERVICES: 'ec2,sts,s3,iam',
    EAGER_SERVICE_LOADING: '1',
    LOCALSTACK_HOST: 'localhost',
    // Neither telemetry nor downloads: it starts without a network too.
    DISABLE_EVENTS: '1',
    SKIP_SSL_CERT_DOWNLOAD: '1',
    ...(lean && { MOTO_EC2_LOAD_DEFAULT_AMIS: 'false' }),
    ...(authToken !== undefined && { LOCALSTACK_AUTH_TOKEN: authToken }),
  };
}

/**
 * Every account that is new to it costs LocalStack a third of a second, for machine images and for the policies that AWS
 * manages. A run of features makes a hundred accounts and needs neither. LocalStack runs this in its own process when it
 * is ready, before it is asked for any of our accounts; to images there is a variable.
 */
export const LEAN_HOOK = {
  target: '/etc/localstack/init/ready.d/lean.py',
  content: `from moto.core.config import default_user_config

default_user_config["iam"]["load_aws_managed_policies"] = False
`,
} as const;
