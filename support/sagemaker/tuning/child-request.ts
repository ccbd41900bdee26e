import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { TuningDefinition } from '../records/training.ts';

/** What a request for one training job of a tuning job would have been: all from its definition, but for the values tried. */
export function childRequest(
  name: string,
  { request, resources }: TuningDefinition,
  tuned: Readonly<Record<string, string>>,
): CreateTrainingJobRequest {
  const {
    DefinitionName: _name,
    TuningObjective: _objective,
    HyperParameterRanges: _ranges,
    HyperParameterTuningResourceConfig: _resources,
    StaticHyperParameters,
    ...inherited
  } = request;
  // Observed: the service has no warm pools for the training jobs of tuning jobs, and takes the period for not given.
  const { KeepAlivePeriodInSeconds: _period, ...instances } = resources;
  return {
    ...inherited,
    TrainingJobName: name,
    HyperParameters: { ...StaticHyperParameters, ...tuned },
    ResourceConfig: instances,
  };
}
