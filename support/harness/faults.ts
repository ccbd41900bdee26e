import { Failure } from '../failure.ts';
import { Faults } from '../gateway/faults/faults.ts';
import { FaultError, type FaultInput } from '../gateway/faults/read.ts';

/** The faults that a harness starts with. Throws a `Failure` that names the one that cannot be read. */
export function faultsOf(inputs: readonly FaultInput[]): Faults {
  const faults = new Faults();
  try {
    faults.add(inputs);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    throw new Failure(error.message, { exitCode: 2, cause: error });
  }
  return faults;
}
