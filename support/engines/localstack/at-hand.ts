import { Failure } from '../../failure.ts';
import { reasonOf } from '../upstream/losses.ts';
import { askDocker, type DockerConnection, dockerAddress, hasImage } from './docker.ts';
import { notInstalled } from './installed.ts';
import { localStackSettings } from './settings.ts';

/** Milliseconds in which a Docker engine must answer to be used unasked. */
const ANSWER_MS = 1_000;

export interface AtHand {
  readonly image: string;
  /** What is missing for LocalStack to start without a pull, for people; undefined when nothing is. */
  readonly missing?: string;
}

/** Whether LocalStack could start right now, pulling nothing. */
export async function atHand(milliseconds = ANSWER_MS): Promise<AtHand> {
  const { image } = localStackSettings();
  const absent = notInstalled();
  if (absent !== undefined) return { image, missing: absent };
  let where = '';
  try {
    const docker = dockerAddress();
    if (docker === undefined) return { image, missing: 'there is no Docker engine on this machine' };
    where = docker.where;
    await askDocker(docker.connection, '/_ping', { milliseconds });
    const lacking = (await hasImage(docker.connection, image, milliseconds))
      ? await absentRyuk(docker.connection, milliseconds)
      : image;
    if (lacking === undefined) return { image };
    return { image, missing: `Docker answers, but does not have ${lacking} ("docker pull ${lacking}" gets it)` };
  } catch (error) {
    if (error instanceof Failure) return { image, missing: error.message };
    return { image, missing: `no Docker engine answers at ${where}: ${reasonOf(error)}` };
  }
}

const RYUK = 'testcontainers/ryuk';

/** The image of Testcontainers' clean-up container, when it would have to be pulled. */
async function absentRyuk(connection: DockerConnection, milliseconds: number): Promise<string | undefined> {
  const { TESTCONTAINERS_RYUK_DISABLED: disabled, RYUK_CONTAINER_IMAGE: named } = process.env;
  if (disabled === 'true') return undefined;
  const filters = JSON.stringify({ reference: [named ?? RYUK] });
  const { body } = await askDocker(connection, `/images/json?filters=${encodeURIComponent(filters)}`, { milliseconds });
  return Array.isArray(body) && body.length > 0 ? undefined : (named ?? RYUK);
}
