import type {
  CreateProcessingJobRequest,
  MonitoringJobDefinition,
  MonitoringNetworkConfig,
  MonitoringOutputConfig,
  MonitoringResources,
  MonitoringStoppingCondition,
  MonitoringType,
  ProcessingInput,
} from '@aws-sdk/client-sagemaker';
import { type AppParts, type DefinitionRequests, type InputParts, PARTS } from './kinds.ts';

/** What an execution of a schedule does, whether a job definition says so or the schedule itself. */
export interface Work {
  readonly app: AppParts | undefined;
  readonly inputs: readonly InputParts[];
  readonly output: MonitoringOutputConfig | undefined;
  readonly resources: MonitoringResources | undefined;
  readonly network: MonitoringNetworkConfig | undefined;
  readonly role: string | undefined;
  readonly stopping: MonitoringStoppingCondition | undefined;
}

export function workOfDefinition<Kind extends MonitoringType>(kind: Kind, request: DefinitionRequests[Kind]): Work {
  const { app, input, output } = PARTS[kind](request);
  return {
    app,
    inputs: input ? [input] : [],
    output,
    resources: request.JobResources,
    network: request.NetworkConfig,
    role: request.RoleArn,
    stopping: request.StoppingCondition,
  };
}

export function workOfSchedule(definition: MonitoringJobDefinition): Work {
  const { MonitoringAppSpecification: app, Environment } = definition;
  return {
    app: app && { ...app, Environment },
    inputs: definition.MonitoringInputs ?? [],
    output: definition.MonitoringOutputConfig,
    resources: definition.MonitoringResources,
    network: definition.NetworkConfig,
    role: definition.RoleArn,
    stopping: definition.StoppingCondition,
  };
}

/** The endpoint that is monitored; none where it is the output of a batch transform. */
export function endpointOf({ inputs }: Work): string | undefined {
  return inputs.find(({ EndpointInput }) => EndpointInput)?.EndpointInput?.EndpointName;
}

/** What a request for the processing job of an execution would have been. */
export function processingRequest(name: string, work: Work): CreateProcessingJobRequest {
  const { app, output, resources, network, role, stopping } = work;
  return {
    ProcessingJobName: name,
    ProcessingInputs: work.inputs.flatMap(transformed),
    ProcessingOutputConfig: {
      Outputs: (output?.MonitoringOutputs ?? []).map(({ S3Output }, index) => ({
        OutputName: index === 0 ? 'result' : `result-${index + 1}`,
        S3Output: S3Output && { ...S3Output, S3UploadMode: S3Output.S3UploadMode ?? 'Continuous' },
      })),
      KmsKeyId: output?.KmsKeyId,
    },
    ProcessingResources: { ClusterConfig: resources?.ClusterConfig },
    AppSpecification: {
      ImageUri: app?.ImageUri,
      ContainerEntrypoint: app?.ContainerEntrypoint,
      ContainerArguments: app?.ContainerArguments,
    },
    Environment: app?.Environment,
    NetworkConfig: network,
    RoleArn: role,
    StoppingCondition: stopping,
  };
}

/** Where an endpoint captures its data is known to the endpoint alone, and there is none here. */
function transformed({ BatchTransformInput: input }: InputParts): readonly ProcessingInput[] {
  if (!input) return [];
  return [
    {
      InputName: 'batch_transform_input',
      S3Input: {
        S3Uri: input.DataCapturedDestinationS3Uri,
        LocalPath: input.LocalPath,
        S3DataType: 'S3Prefix',
        S3InputMode: input.S3InputMode ?? 'File',
        S3DataDistributionType: input.S3DataDistributionType ?? 'FullyReplicated',
      },
    },
  ];
}
