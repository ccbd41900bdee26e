/** Tries again by itself, with another request. */
import { request, send, tell } from './launch.ts';

const { VpcConfig, ...rest } = request();
const once = { maxAttempts: 1 };
await send({ ...rest, VpcConfig }, once)
  .catch(() => send(rest, once))
  .catch(() => send(rest, once))
  .catch(tell);
