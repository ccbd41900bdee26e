import { shortHash } from '../model/chance.ts';
import type { Registered, Registry, Reservation } from './registry.ts';

/** The longest name of a job. */
const LONGEST = 63;

/**
 * Reserves a name for a job that no client named: the wanted one, or where that is taken, with eight characters at its
 * end in place of whatever does not fit.
 */
export function reserveFreeName<T extends Registered>(
  registry: Registry<T>,
  wanted: string,
): { readonly name: string; readonly reservation: Reservation } {
  for (let attempt = 0; ; attempt += 1) {
    const name = attempt === 0 ? wanted : `${wanted.slice(0, LONGEST - 9)}-${shortHash(wanted, attempt)}`;
    const reservation = registry.reserve(name);
    if (reservation) return { name, reservation };
  }
}
