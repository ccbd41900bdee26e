import { reasonOf } from '../upstream/losses.ts';
import { askDocker, dockerAddress, hasImage } from './docker.ts';
import { localStackSettings } from './settings.ts';

/** Milliseconds in which a Docker engine must answer to be used unasked. */
const ANSWER_MS = 1_000;

export interface AtHand {
  readonly image: string;
  /** What is missing for LocalStack to start without a pull, for people; undefined when nothing is. */
  readonly missing?: string;
}

/** Whether LocalStack could start right now. */
export async function whyNotLocalStack(milliseconds = ANSWER_MS): Promise<AtHand> {
  const { image } = localStackSettings();
  const docker = dockerAddress();
  if (docker === undefined) return { image, missing: 'there is no Docker engine on this machine' };
  try {
    await askDocker(docker.connection, '/_ping', { milliseconds });
    if (await hasImage(docker.connection, image, milliseconds)) return { image };
    return { image, missing: `Docker answers, but does not have ${image} ("docker pull ${image}" gets it)` };
  } catch (error) {
    return { image, missing: `no Docker engine answers at ${docker.where}: ${reasonOf(error)}` };
  }
}
