/** Launches two instances, whatever it is asked for. */
import { request, send, tell } from './launch.ts';

const input = request();
await send({ ...input, ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 2, VolumeSizeInGB: 30 } }).catch(
  tell,
);
