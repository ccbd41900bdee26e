import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { TuningDefinition } from '../jobs.ts';

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
  return {
    ...inherited,
    TrainingJobName: name,
    HyperParameters: { ...StaticHyperParameters, ...tuned },
    ResourceConfig: resources,
  };
}
