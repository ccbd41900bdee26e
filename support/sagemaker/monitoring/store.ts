import type { MonitoringType } from '@aws-sdk/client-sagemaker';
import type { Execution, JobDefinition, MonitoringSchedule } from '../records/monitoring.ts';
import { Registry } from '../store/registry.ts';

/** The job definitions of one account in one region, by what they monitor. */
type Definitions = { readonly [Kind in MonitoringType]: Registry<JobDefinition<Kind>> };

/** What there is of monitoring in one account and region. */
export class MonitoringStore {
  readonly schedules = new Registry<MonitoringSchedule>();
  readonly #definitions: Definitions = {
    DataQuality: new Registry(),
    ModelBias: new Registry(),
    ModelExplainability: new Registry(),
    ModelQuality: new Registry(),
  };
  readonly #executions = new Set<Execution>();
  #sequence = 0;

  definitionsOf<Kind extends MonitoringType>(kind: Kind): Registry<JobDefinition<Kind>> {
    return this.#definitions[kind];
  }

  /** Of all schedules, deleted ones too: documented. In the order created. */
  get executions(): readonly Execution[] {
    return [...this.#executions];
  }

  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  addExecution(execution: Execution): void {
    this.#executions.add(execution);
  }

  forgetExecution(execution: Execution): void {
    this.#executions.delete(execution);
  }
}
