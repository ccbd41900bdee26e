import type { MonitoringScheduleConfig } from '@aws-sdk/client-sagemaker';
import type { AutoMLJob } from '../records/automl.ts';
import type { MonitoringSchedule } from '../records/monitoring.ts';
import type { ProcessingJob } from '../records/processing.ts';
import type { TrainingJob, TuningJob } from '../records/training.ts';

/** Starts, stops and changes the jobs of one account, on its clock. A call about a job that has ended does nothing. */
export interface Lives {
  beginTraining(job: TrainingJob): void;
  beginTuning(tuning: TuningJob): void;
  beginProcessing(job: ProcessingJob): void;
  beginAutoML(job: AutoMLJob): void;
  beginSchedule(schedule: MonitoringSchedule): void;
  stopTraining(job: TrainingJob): void;
  /** Takes the instances of a managed spot job away. Resolves to whether it had any to lose. */
  interruptTraining(job: TrainingJob): Promise<boolean>;
  /** Fails a training job; `reason` becomes its `FailureReason`. */
  failTraining(job: TrainingJob, reason: string): Promise<void>;
  stopTuning(tuning: TuningJob): void;
  stopProcessing(job: ProcessingJob): void;
  /** Ends an open-ended job as completed. */
  finishProcessing(job: ProcessingJob): void;
  stopAutoML(job: AutoMLJob): void;
  startSchedule(schedule: MonitoringSchedule): void;
  stopSchedule(schedule: MonitoringSchedule): void;
  updateSchedule(schedule: MonitoringSchedule, config: MonitoringScheduleConfig): void;
  /** Runs it no more; what it has started goes on. */
  endSchedule(schedule: MonitoringSchedule): void;
  /** Leaves every job as it is, and deletes the network interfaces that jobs hold. */
  abandonAll(): Promise<void>;
}
