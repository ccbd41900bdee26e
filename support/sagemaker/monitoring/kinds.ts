import type {
  BatchTransformInput,
  CreateDataQualityJobDefinitionRequest,
  CreateModelBiasJobDefinitionRequest,
  CreateModelExplainabilityJobDefinitionRequest,
  CreateModelQualityJobDefinitionRequest,
  EndpointInput,
  MonitoringOutputConfig,
  MonitoringType,
} from '@aws-sdk/client-sagemaker';
import type { ResourceKind } from '../arn.ts';

/** The request that creates a job definition, by what the definition monitors. */
export interface DefinitionRequests {
  readonly DataQuality: CreateDataQualityJobDefinitionRequest;
  readonly ModelBias: CreateModelBiasJobDefinitionRequest;
  readonly ModelExplainability: CreateModelExplainabilityJobDefinitionRequest;
  readonly ModelQuality: CreateModelQualityJobDefinitionRequest;
}

/** The members whose names differ from kind to kind. */
export interface DefinitionParts {
  readonly app: AppParts | undefined;
  readonly input: InputParts | undefined;
  readonly output: MonitoringOutputConfig | undefined;
}

export interface AppParts {
  readonly ImageUri: string | undefined;
  readonly ContainerEntrypoint?: string[] | undefined;
  readonly ContainerArguments?: string[] | undefined;
  readonly Environment?: Record<string, string> | undefined;
}

export interface InputParts {
  readonly EndpointInput?: EndpointInput | undefined;
  readonly BatchTransformInput?: BatchTransformInput | undefined;
}

/** Where each kind keeps its parts. */
export const PARTS: { readonly [Kind in MonitoringType]: (request: DefinitionRequests[Kind]) => DefinitionParts } = {
  DataQuality: (request) => ({
    app: request.DataQualityAppSpecification,
    input: request.DataQualityJobInput,
    output: request.DataQualityJobOutputConfig,
  }),
  ModelBias: (request) => ({
    app: request.ModelBiasAppSpecification,
    input: request.ModelBiasJobInput,
    output: request.ModelBiasJobOutputConfig,
  }),
  ModelExplainability: (request) => ({
    app: request.ModelExplainabilityAppSpecification,
    input: request.ModelExplainabilityJobInput,
    output: request.ModelExplainabilityJobOutputConfig,
  }),
  ModelQuality: (request) => ({
    app: request.ModelQualityAppSpecification,
    input: request.ModelQualityJobInput,
    output: request.ModelQualityJobOutputConfig,
  }),
};

export const RESOURCE_KINDS = {
  DataQuality: 'data-quality-job-definition',
  ModelBias: 'model-bias-job-definition',
  ModelExplainability: 'model-explainability-job-definition',
  ModelQuality: 'model-quality-job-definition',
} as const satisfies Record<MonitoringType, ResourceKind>;

/** As sentences name a definition of the kind. */
export const NAMES: Readonly<Record<MonitoringType, string>> = {
  DataQuality: 'data quality job definition',
  ModelBias: 'model bias job definition',
  ModelExplainability: 'model explainability job definition',
  ModelQuality: 'model quality job definition',
};
