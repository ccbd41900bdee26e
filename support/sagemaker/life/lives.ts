import type { TrainingJob, TuningJob } from '../jobs.ts';
import type { AccountState } from '../state.ts';
import { launchChild } from '../tuning/launch.ts';
import type { NetworkInterfaces } from './interfaces.ts';
import { TrainingLife } from './training-life.ts';
import { TuningLife } from './tuning-life.ts';

/** The lives of an account's jobs that have not ended. */
export class Lives {
  readonly #state: AccountState;
  readonly #interfaces: NetworkInterfaces;
  readonly #training = new Map<TrainingJob, TrainingLife>();
  readonly #tuning = new Map<TuningJob, TuningLife>();

  constructor(state: AccountState, interfaces: NetworkInterfaces) {
    this.#state = state;
    this.#interfaces = interfaces;
  }

  beginTraining(job: TrainingJob): void {
    const life = new TrainingLife(job, {
      clock: this.#state.clock,
      interfaces: this.#interfaces,
      onEnd: (ended, at) => {
        this.#training.delete(ended);
        if (ended.child) this.#tuning.get(ended.child.tuning)?.childEnded(ended, at);
      },
    });
    this.#training.set(job, life);
  }

  beginTuning(tuning: TuningJob): void {
    const life = new TuningLife(tuning, {
      clock: this.#state.clock,
      launch: (parent, at) => launchChild(this.#state, parent, at),
      stop: (job, at) => this.#training.get(job)?.stop(at),
      onEnd: () => void this.#tuning.delete(tuning),
    });
    this.#tuning.set(tuning, life);
    life.begin();
  }

  stopTraining(job: TrainingJob): void {
    this.#training.get(job)?.stop(this.#state.clock.now());
  }

  stopTuning(tuning: TuningJob): void {
    this.#tuning.get(tuning)?.stop(this.#state.clock.now());
  }

  async abandonAll(): Promise<void> {
    for (const life of [...this.#training.values(), ...this.#tuning.values()]) life.abandon();
    await this.#interfaces.releaseAll();
  }
}
