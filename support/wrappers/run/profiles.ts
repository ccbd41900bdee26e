import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ProfileFiles {
  readonly config: string;
  readonly credentials: string;
  /** Of boto, the SDK before boto3. */
  readonly boto: string;
  /** Of the SageMaker Python SDK, which has one for administrators and one for users. */
  readonly sagemaker: string;
}

/**
 * Writes the files in which AWS's SDKs look for profiles and defaults: nothing in them but the profiles named, each with
 * the keys and the region of `environment`.
 */
export async function writeProfiles(
  folder: string,
  profiles: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ProfileFiles> {
  const region = [`region = ${environment.AWS_REGION ?? ''}`];
  const keys = [
    `aws_access_key_id = ${environment.AWS_ACCESS_KEY_ID ?? ''}`,
    `aws_secret_access_key = ${environment.AWS_SECRET_ACCESS_KEY ?? ''}`,
  ];
  const sections = (heading: (profile: string) => string, lines: readonly string[]) =>
    profiles.map((profile) => `[${heading(profile)}]\n${lines.join('\n')}\n`).join('\n');
  const files = {
    config: join(folder, 'aws-config'),
    credentials: join(folder, 'aws-credentials'),
    boto: join(folder, 'boto.cfg'),
    sagemaker: join(folder, 'sagemaker.yaml'),
  };
  await Promise.all([
    writeFile(
      files.config,
      sections((profile) => (profile === 'default' ? profile : `profile ${profile}`), region),
    ),
    writeFile(
      files.credentials,
      sections((profile) => profile, keys),
    ),
    writeFile(files.boto, ''),
    writeFile(files.sagemaker, "SchemaVersion: '1.0'\n"),
  ]);
  return files;
}
