import type { NetworkState } from '../network/state.ts';
import type { Operation } from './operation.ts';
import type { Region } from './store.ts';

const READS = /^(?:Describe|Get|Search)/;

/** They change the addresses that subnets have left, which `networkState` counts for itself. */
const OF_INTERFACES: ReadonlySet<string> = new Set(['CreateNetworkInterface', 'DeleteNetworkInterface']);

/** An operation that counts, each time it was asked, that it may have changed a network; one that reads does not. */
export function counted(operation: Operation): Operation {
  const name = operation.schema[2];
  if (READS.test(name)) return operation;
  return {
    ...operation,
    handle(input, region) {
      try {
        return operation.handle(input, region);
      } finally {
        // Refused ones too: they may have come half of their way.
        region.changes += 1;
        if (!OF_INTERFACES.has(name) || routesToInterface(region)) region.revision = region.changes;
      }
    },
  };
}

/** A route to an interface leads nowhere once that is deleted. */
const routesToInterface = ({ routeTables }: Region): boolean =>
  [...routeTables.values()].some(({ routes }) => routes.some(({ target }) => target.kind === 'network-interface'));

/** As of which revision, and how many addresses are taken in each subnet: those are held and released all the time. */
export const networkState = (region: Region, subnets: readonly string[]): NetworkState => ({
  text: [region.incarnation, region.revision, ...subnets.map((id) => region.subnets.get(id)?.taken.size)].join(' '),
  changes: region.changes,
});
