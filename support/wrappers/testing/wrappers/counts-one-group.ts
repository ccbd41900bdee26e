/** Takes the size of the largest group for that of the cluster. */
import { request, send, tell } from './launch.ts';

const input = request();
const { InstanceGroups, InstanceCount = 0 } = input.ResourceConfig ?? {};
const largest = Math.max(InstanceCount, ...(InstanceGroups ?? []).map((group) => group.InstanceCount ?? 0));
await send({ ...input, EnableInterContainerTrafficEncryption: largest > 1 }).catch(tell);
