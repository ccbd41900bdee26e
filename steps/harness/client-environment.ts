import type { ScenarioWorld } from '../rules/world.ts';
import { pastedEnvironment, servingOf, stateOf } from './command-state.ts';
import { startRefusingProxy } from './refusing-proxy.ts';

/**
 * The environment of a wrapper: what `serve` printed, the scenario's account, nothing of the user who runs
 * this, and a proxy that refuses every connection and records its host.
 */
export async function clientEnvironment(world: ScenarioWorld): Promise<NodeJS.ProcessEnv> {
  const state = stateOf(world);
  state.proxy ??= await startRefusingProxy();
  const { url } = state.proxy;
  const local = '127.0.0.1,localhost';
  return {
    ...pastedEnvironment(servingOf(world)),
    ...(state.between && { AWS_ENDPOINT_URL: state.between.url }),
    AWS_ACCESS_KEY_ID: world.account.id,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_PROFILE: undefined,
    AWS_SESSION_TOKEN: undefined,
    HTTPS_PROXY: url,
    HTTP_PROXY: url,
    NO_PROXY: local,
    https_proxy: url,
    http_proxy: url,
    no_proxy: local,
    // Node uses the proxy only with this variable.
    NODE_USE_ENV_PROXY: '1',
  };
}
