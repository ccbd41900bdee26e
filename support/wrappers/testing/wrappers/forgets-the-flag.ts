/** Never asks for encryption. */
import { request, send, tell } from './launch.ts';

const { EnableInterContainerTrafficEncryption: _, ...rest } = request();
await send(rest).catch(tell);
