import { connect, type FaultInput } from '../support/client.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

/** The server that the scenario's account talks to: the harness's own, or one that the scenario started. */
export const serverOf = ({ account }: TrainEncryptWorld) => connect(account.environment.AWS_ENDPOINT_URL ?? '');

/** The faults of the scenario that set some last. They affect its account only, and are removed when another one sets some. */
let latest: { readonly world: TrainEncryptWorld; readonly ids: string[] } | undefined;

/** Ids of the faults that this scenario set, in order. */
export function faultsOf(world: TrainEncryptWorld): string[] {
  if (latest?.world !== world) {
    // The faults of a server that a scenario started ended with it, so the harness does not know them.
    for (const id of latest?.ids ?? []) world.harness.faults.remove(id);
    latest = { world, ids: [] };
  }
  return latest.ids;
}

/** Sets a fault for the scenario's account only: other scenarios share the server. */
export async function setFault(world: TrainEncryptWorld, fault: Exclude<FaultInput, string>): Promise<void> {
  const added = await serverOf(world).faults.add({ ...fault, account: world.account.id });
  faultsOf(world).push(...added.map(({ id }) => id));
}
