/** Asks for no encryption, and is content when that is denied. */
import { request, send, tell } from './launch.ts';

await send({ ...request(), EnableInterContainerTrafficEncryption: false }).catch((error) => {
  if (error.name !== 'AccessDeniedException') tell(error);
});
