import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Whether a container's ports that are published on the loopback of `host`, as Testcontainers names it, are on ours.
 *
 * Where `/.dockerenv` exists Testcontainers takes itself for a container and names the gateway of Docker's network. That
 * is another machine for a container that was given the engine's socket, and this one where the engine runs beside us.
 * Only on an address of this machine can one listen; Node's list of interfaces leaves out a bridge without containers.
 */
export async function isThisMachine(host: string): Promise<boolean> {
  if (host === 'localhost') return true;
  const server = createServer();
  try {
    await once(server.listen(0, host), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
