/** What is refused encrypted it launches it unencrypted. */
import { request, send, tell } from './launch.ts';

const input = request();
await send(input).catch((error) => {
  console.error(`${error}; trying without encryption`);
  return send({ ...input, EnableInterContainerTrafficEncryption: false }).catch(tell);
});
