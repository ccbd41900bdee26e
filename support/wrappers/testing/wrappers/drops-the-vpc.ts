/** Without subnets it names no VPC at all. */
import { request, send, subnets, tell } from './launch.ts';

const { VpcConfig, ...rest } = request();
await send({ ...rest, ...(subnets.length > 0 && { VpcConfig }) }).catch(tell);
