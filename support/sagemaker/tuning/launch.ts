import type { AccountState } from '../accounts/state.ts';
import { shortHash } from '../model/chance.ts';
import type { TrainingJob, TuningDefinition, TuningJob } from '../records/training.ts';
import type { Reservation } from '../store/registry.ts';
import { beginTrainingJob } from '../training/training-job.ts';
import { candidate, combinations } from './candidate.ts';
import { childRequest } from './child-request.ts';
import { triedBefore } from './warm-start.ts';

/** Launches the next training job of a tuning job. */
export function launchChild(state: AccountState, tuning: TuningJob, at: number): TrainingJob {
  const index = tuning.children.length;
  const { RandomSeed, Strategy } = tuning.request.HyperParameterTuningJobConfig ?? {};
  const { definition, round } = Strategy === 'Grid' ? nextOfGrid(tuning.definitions, index) : nextInTurn(tuning, index);
  const turn = Strategy === 'Grid' ? round : round + triedBefore(tuning);
  const tuned = candidate(definition.ranges, Strategy, RandomSeed ?? tuning.arn, turn);
  const { name, reservation } = reserveChildName(state, tuning, index);
  const child = { tuning, definition, tuned };
  const job = beginTrainingJob(state, childRequest(name, definition, tuned), {
    reservation,
    createdAt: at,
    stalls: definition.stalls,
    child,
  });
  // Documented: training jobs get the tags that the tuning job has when it launches them.
  state.tags.add(job.arn, state.tags.list(tuning.arn));
  tuning.children.push(job);
  return job;
}

/** The tuning job's name, the number of the training job, and eight characters against names that are taken. */
function reserveChildName(
  state: AccountState,
  tuning: TuningJob,
  index: number,
): { readonly name: string; readonly reservation: Reservation } {
  for (let attempt = 0; ; attempt += 1) {
    const hash = shortHash(tuning.arn, tuning.sequence, index, attempt);
    const name = `${tuning.name}-${String(index + 1).padStart(3, '0')}-${hash}`;
    const reservation = state.trainingJobs.reserve(name);
    if (reservation) return { name, reservation };
  }
}

interface Turn {
  readonly definition: TuningDefinition;
  /** The number of training jobs that this definition had before. */
  readonly round: number;
}

function nextInTurn({ definitions }: TuningJob, index: number): Turn {
  const definition = definitions[index % definitions.length];
  if (!definition) throw new Error('a tuning job has a definition');
  return { definition, round: Math.floor(index / definitions.length) };
}

/** All combinations of one definition, then all of the next. */
function nextOfGrid(definitions: readonly TuningDefinition[], index: number): Turn {
  let round = index;
  for (const definition of definitions) {
    const size = combinations(definition.ranges);
    if (round < size) return { definition, round };
    round -= size;
  }
  throw new Error('a grid has no more combinations');
}
