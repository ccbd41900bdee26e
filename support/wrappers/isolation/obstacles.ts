import { existsSync, readFileSync } from 'node:fs';
import { findSystemTool } from '../run/startable.ts';
import type { EnvironmentIsolation } from './types.ts';

/** What a system may have against namespaces, and how one looks. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly uid: number;
  readonly has: (program: string) => boolean;
  /** The text of a file, trimmed; `undefined` where it is not there. */
  readonly read: (path: string) => string | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

export const thisSystem: System = {
  platform: process.platform,
  uid: process.geteuid?.() ?? -1,
  has: (program) => findSystemTool(program) !== undefined,
  read: (path) => {
    try {
      return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
    } catch {
      return undefined;
    }
  },
  environment: process.env,
};

const PLATFORMS: Readonly<Record<string, string>> = { darwin: 'macOS', win32: 'Windows' };
const TOOLS = ['unshare', 'setpriv', 'mount', 'umount', 'pivot_root'];

const SYSCTLS = [
  {
    name: 'kernel.apparmor_restrict_unprivileged_userns',
    forbids: '1',
    allows: '0',
    reason: 'AppArmor keeps ordinary users from making namespaces',
  },
  {
    name: 'kernel.unprivileged_userns_clone',
    forbids: '0',
    allows: '1',
    reason: 'this kernel keeps ordinary users from making namespaces',
  },
  { name: 'user.max_user_namespaces', forbids: '0', allows: '10000', reason: 'this system allows no user namespaces' },
];

/** Docker's own options for a container in which namespaces can be made, and /proc mounted. */
const CONTAINER =
  'docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined';

/** What speaks against namespaces before they are tried. */
export function obstacle(system = thisSystem): EnvironmentIsolation | undefined {
  if (system.platform !== 'linux') {
    const reason = `${PLATFORMS[system.platform] ?? system.platform} has no namespaces`;
    return { kind: 'environment', reason, fix: 'Run it on Linux, such as in CI.' };
  }
  const missing = TOOLS.find((program) => !system.has(program));
  if (missing === undefined) return undefined;
  return { kind: 'environment', reason: `${missing} is not installed`, fix: 'Install util-linux and mount.' };
}

/** Why a sandbox could not be built, and what would allow it. @param message what the system printed */
export function explain(message: string, system = thisSystem): EnvironmentIsolation {
  if (system.uid !== 0) {
    for (const { name, forbids, allows, reason } of SYSCTLS) {
      if (system.read(`/proc/sys/${name.replaceAll('.', '/')}`) === forbids) {
        return { kind: 'environment', reason, fix: `sudo sysctl -w ${name}=${allows}` };
      }
    }
  }
  const contained =
    system.read('/.dockerenv') !== undefined ||
    system.read('/run/.containerenv') !== undefined ||
    system.environment.KUBERNETES_SERVICE_HOST !== undefined;
  if (contained) {
    return { kind: 'environment', reason: `this container may not make namespaces (${message})`, fix: CONTAINER };
  }
  return { kind: 'environment', reason: `namespaces cannot be made here (${message})` };
}
