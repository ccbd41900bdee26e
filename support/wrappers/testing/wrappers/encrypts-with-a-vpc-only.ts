/** Where there is no VPC it does without encryption, so that the service takes the job. */
import { request, send, subnets, tell } from './launch.ts';

const { VpcConfig, EnableInterContainerTrafficEncryption: encrypted = false, ...rest } = request();
const network = subnets.length > 0 ? { VpcConfig, EnableInterContainerTrafficEncryption: encrypted } : {};
await send({ ...rest, ...network }).catch(tell);
