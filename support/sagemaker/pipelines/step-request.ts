import { operationOf } from './automl-version.ts';
import type { PipelineStep } from './definition.ts';

/** What a step of a type asks the service for. */
const OPERATIONS: Readonly<Record<string, string>> = {
  Training: 'CreateTrainingJob',
  Tuning: 'CreateHyperParameterTuningJob',
  Processing: 'CreateProcessingJob',
  ClarifyCheck: 'CreateProcessingJob',
  QualityCheck: 'CreateProcessingJob',
};

/** The member of a step's metadata that names its job. */
export const METADATA: Readonly<Record<string, string>> = {
  CreateTrainingJob: 'TrainingJob',
  CreateHyperParameterTuningJob: 'TuningJob',
  CreateProcessingJob: 'ProcessingJob',
  CreateAutoMLJob: 'AutoMLJob',
  CreateAutoMLJobV2: 'AutoMLJob',
};

/** The operation that a step calls; `undefined` for one that launches no job which the stub knows. */
export function operationOfStep({ Type, Arguments }: PipelineStep): string | undefined {
  if (Type === 'AutoML') return operationOf(Arguments);
  return Object.hasOwn(OPERATIONS, Type) ? OPERATIONS[Type] : undefined;
}

/** The longest name of a job, by its operation. */
const LONGEST: Readonly<Record<string, number>> = {
  CreateHyperParameterTuningJob: 32,
  CreateAutoMLJob: 32,
  CreateAutoMLJobV2: 32,
};

/**
 * The name of a step's job, which the service makes up: of the definition's own prefix where it has one, else of execution
 * and step.
 * @param ending makes it unique
 */
export function jobName(operation: string, prefix: string | undefined, parts: Parts): string {
  const { executionId, step, ending } = parts;
  const clean = (text: string) => text.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+|-+$/g, '');
  const start = prefix === undefined ? ['pipelines', executionId, clean(step)] : [clean(prefix), executionId];
  const longest = LONGEST[operation] ?? 63;
  const short = longest < 63 && prefix === undefined ? start.slice(1) : start;
  return `${short
    .join('-')
    .slice(0, longest - ending.length - 1)
    .replace(/-+$/, '')}-${ending}`;
}

interface Parts {
  readonly executionId: string;
  readonly step: string;
  readonly ending: string;
}
