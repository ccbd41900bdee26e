import type { MonitoringType } from '@aws-sdk/client-sagemaker';
import type { Execution, JobDefinition, MonitoringSchedule, ScheduleFace } from '../records/monitoring.ts';
import { JobRegistry } from '../store/job-registry.ts';

type DefinitionRegistry<Kind extends MonitoringType> = JobRegistry<
  { readonly modifiedAt: number },
  JobDefinition<Kind>
>;

/** The job definitions of one account in one region, by what they monitor. */
type Definitions = { readonly [Kind in MonitoringType]: DefinitionRegistry<Kind> };

/** What there is of monitoring in one account and region. */
export class MonitoringStore {
  readonly schedules = new JobRegistry<ScheduleFace, MonitoringSchedule>();
  readonly #definitions: Definitions = {
    DataQuality: new JobRegistry(),
    ModelBias: new JobRegistry(),
    ModelExplainability: new JobRegistry(),
    ModelQuality: new JobRegistry(),
  };
  readonly #executions = new Set<Execution>();
  #sequence = 0;

  definitionsOf<Kind extends MonitoringType>(kind: Kind): DefinitionRegistry<Kind> {
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
