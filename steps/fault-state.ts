import { connect, type FaultInput } from '../support/client.ts';
import type { TrainEncryptWorld } from './train-encrypt-world.ts';

/** The server whose clients the scenario's account has: the harness's own, or one that it started. */
export const serverOf = ({ account }: TrainEncryptWorld) => connect(account.environment.AWS_ENDPOINT_URL ?? '');

/** The faults of the scenario that asked last. They strike its account alone, and go when another one asks. */
let latest: { readonly world: TrainEncryptWorld; readonly ids: string[] } | undefined;

/** Ids of the faults that this scenario asked for, in order. */
export function faultsAskedBy(world: TrainEncryptWorld): string[] {
  if (latest?.world !== world) {
    // Those of a server that a scenario started have ended with it: it is not the harness, which then does not know them.
    for (const id of latest?.ids ?? []) world.harness.faults.remove(id);
    latest = { world, ids: [] };
  }
  return latest.ids;
}

/** Asks for a fault in the scenario's account alone: others share the server. */
export async function askForFault(world: TrainEncryptWorld, fault: Exclude<FaultInput, string>): Promise<void> {
  const added = await serverOf(world).faults.add({ ...fault, account: world.account.id });
  faultsAskedBy(world).push(...added.map(({ id }) => id));
}
