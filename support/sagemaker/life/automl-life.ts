import type { AutoMLJobSecondaryStatus, AutoMLJobStatus } from '@aws-sdk/client-sagemaker';
import { candidateLimit } from '../automl/completion.ts';
import type { AutoMLJob } from '../records/automl.ts';
import type { ProcessingJob } from '../records/processing.ts';
import type { TrainingJob } from '../records/training.ts';
import type { Clock } from './clock.ts';

/** How many candidates are trained at once. Ours. */
const AT_ONCE = 4;

export interface AutoMLWorld {
  readonly clock: Clock;
  readonly analyse: (job: AutoMLJob, at: number, onEnd: (analysis: ProcessingJob, at: number) => void) => ProcessingJob;
  readonly train: (job: AutoMLJob, at: number, onEnd: (candidate: TrainingJob, at: number) => void) => TrainingJob;
  readonly stopProcessing: (job: ProcessingJob) => void;
  readonly stopTraining: (job: TrainingJob) => void;
  readonly onEnd: () => void;
}

interface Outcome {
  readonly status: AutoMLJobStatus;
  readonly secondary: AutoMLJobSecondaryStatus;
}

/** The life of one AutoML job: it looks at the data, then trains its candidates. Times are Unix milliseconds. */
export class AutoMLLife {
  readonly #job: AutoMLJob;
  readonly #world: AutoMLWorld;
  readonly #running = new Set<TrainingJob>();
  #analysing = true;
  #cancelLimit = () => {};
  /** How it ends once nothing of it runs any more; `undefined` while more is launched. */
  #outcome: Outcome | undefined;

  constructor(job: AutoMLJob, world: AutoMLWorld) {
    this.#job = job;
    this.#world = world;
    this.#limit();
    job.analysis = world.analyse(job, job.createdAt, this.#analysed);
    this.#enter({ status: 'InProgress', secondary: 'AnalyzingData' }, job.createdAt);
  }

  /** Stops the AutoML job and what runs of it; it has stopped when that has. */
  stop(at: number): void {
    if (this.#outcome) return;
    this.#enter({ status: 'Stopping', secondary: 'Stopping' }, at);
    this.#windUp({ status: 'Stopped', secondary: 'Stopped' });
  }

  /** Nothing happens to the AutoML job from now on. */
  abandon(): void {
    this.#outcome ??= { status: 'Stopped', secondary: 'Stopped' };
    this.#cancelLimit();
  }

  readonly #analysed = (analysis: ProcessingJob, at: number) => {
    this.#analysing = false;
    const { status } = analysis.history.current;
    if (!this.#outcome && status !== 'Completed') {
      const reason = analysis.failureReason ?? `it is in status ${status}`;
      this.#fail(`the processing job ${analysis.name} did not complete: ${reason}`, at);
      return;
    }
    if (!this.#outcome && this.#job.settings.definitionsOnly) {
      this.#outcome = { status: 'Completed', secondary: 'CandidateDefinitionsGenerated' };
    } else if (!this.#outcome) {
      const secondary = this.#job.settings.problem === 'Tabular' ? 'ModelTuning' : 'TrainingModels';
      this.#enter({ status: 'InProgress', secondary }, at);
    }
    this.#fill(at);
  };

  readonly #trained = (candidate: TrainingJob, at: number) => {
    this.#running.delete(candidate);
    this.#enter(this.#job.history.current, at);
    this.#fill(at);
  };

  #fill(at: number): void {
    const { candidates, settings } = this.#job;
    while (!this.#outcome && this.#running.size < AT_ONCE && candidates.length < candidateLimit(settings)) {
      const candidate = this.#world.train(this.#job, at, this.#trained);
      candidates.push(candidate);
      this.#running.add(candidate);
    }
    if (this.#running.size === 0 && !this.#analysing) this.#end(at);
  }

  #end(at: number): void {
    const { candidates } = this.#job;
    const failed = candidates.length > 0 && candidates.every(({ history }) => history.current.status === 'Failed');
    if (failed) this.#fail(`every candidate failed, the last because: ${candidates.at(-1)?.failureReason}`, at);
    else this.#close(this.#outcome ?? { status: 'Completed', secondary: 'Completed' }, at);
  }

  #fail(reason: string, at: number): void {
    this.#job.failureReason = `train-encrypt: ${reason}`.slice(0, 1024);
    this.#close({ status: 'Failed', secondary: 'Failed' }, at);
  }

  #close(outcome: Outcome, at: number): void {
    this.#outcome = outcome;
    this.#cancelLimit();
    this.#job.endedAt = at;
    this.#enter(outcome, at);
    this.#world.onEnd();
  }

  /** Nothing further is launched; what runs is stopped. */
  #windUp(outcome: Outcome): void {
    this.#outcome = outcome;
    this.#cancelLimit();
    if (this.#analysing && this.#job.analysis) this.#world.stopProcessing(this.#job.analysis);
    for (const candidate of this.#running) this.#world.stopTraining(candidate);
  }

  /** Documented: a job whose time is up is stopped, and the best of what was trained until then stands. */
  #limit(): void {
    const seconds = this.#job.settings.completion.MaxAutoMLJobRuntimeInSeconds;
    if (seconds === undefined) return;
    const at = this.#job.createdAt + seconds * 1000;
    this.#cancelLimit = this.#world.clock.schedule(at, () => {
      this.#enter({ status: 'Stopping', secondary: 'Stopping' }, at);
      this.#windUp({ status: 'Stopped', secondary: 'MaxAutoMLJobRuntimeReached' });
    });
  }

  #enter({ status, secondary }: Outcome, at: number): void {
    this.#job.history.set({ status, secondary, modifiedAt: at });
  }
}
