import type { Engine } from '../engines/engine.ts';
import type { EngineClients } from '../engines/engine-client.ts';
import type { JournalRing } from '../gateway/journal.ts';
import type { ResetAnswer } from '../gateway/pages/reset.ts';
import type { SageMaker } from '../sagemaker/index.ts';
import type { Clocks } from './clocks.ts';

interface Forgetful {
  readonly engine: Engine;
  readonly stub: SageMaker;
  readonly clocks: Clocks;
  readonly engineClients: EngineClients;
}

/** Forgets all that an account, or any, has done: jobs before what they hold in EC2, and the calls last. */
export async function resetAll(
  { stub, clocks, engineClients, engine }: Forgetful,
  journal: JournalRing,
  account?: string,
): Promise<ResetAnswer> {
  // In one turn with the stub, which would ask for the old clock again.
  clocks.forget(account);
  await stub.reset(account);
  engineClients.forget(account);
  await engine.reset?.(account);
  journal.forget(account);
  const forgetful = engine.reset !== undefined;
  return {
    reset: [stub.name, stub.states.name, ...(forgetful ? engine.services : []), 'calls'],
    kept: forgetful ? [] : engine.services.filter((name) => name !== stub.states.name),
  };
}
