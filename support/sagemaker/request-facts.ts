import type {
  CreateAutoMLJobRequest,
  CreateAutoMLJobV2Request,
  CreateDataQualityJobDefinitionRequest,
  CreateHyperParameterTuningJobRequest,
  CreateModelBiasJobDefinitionRequest,
  CreateModelExplainabilityJobDefinitionRequest,
  CreateModelQualityJobDefinitionRequest,
  CreateMonitoringScheduleRequest,
  CreateProcessingJobRequest,
  CreateTrainingJobRequest,
  UpdateMonitoringScheduleRequest,
} from '@aws-sdk/client-sagemaker';
import type { Job } from '../rules/types.ts';
import { autoMLFacts } from './automl/facts.ts';
import { definitionFacts, scheduleFacts } from './monitoring/facts.ts';
import { processingFacts } from './processing/facts.ts';
import { trainingFacts, tuningFacts } from './training/facts.ts';

/** The requests that have a place for the flag, by operation. */
interface Requests {
  readonly CreateTrainingJob: CreateTrainingJobRequest;
  readonly CreateHyperParameterTuningJob: CreateHyperParameterTuningJobRequest;
  readonly CreateProcessingJob: CreateProcessingJobRequest;
  readonly CreateAutoMLJob: CreateAutoMLJobRequest;
  readonly CreateAutoMLJobV2: CreateAutoMLJobV2Request;
  readonly CreateDataQualityJobDefinition: CreateDataQualityJobDefinitionRequest;
  readonly CreateModelQualityJobDefinition: CreateModelQualityJobDefinitionRequest;
  readonly CreateModelBiasJobDefinition: CreateModelBiasJobDefinitionRequest;
  readonly CreateModelExplainabilityJobDefinition: CreateModelExplainabilityJobDefinitionRequest;
  readonly CreateMonitoringSchedule: CreateMonitoringScheduleRequest;
  readonly UpdateMonitoringSchedule: UpdateMonitoringScheduleRequest;
}

type FactsOf<Request> = (request: Request) => readonly Job[];

const FACTS: { readonly [Operation in keyof Requests]: FactsOf<Requests[Operation]> } = {
  CreateTrainingJob: (request) => [trainingFacts(request)],
  CreateHyperParameterTuningJob: tuningFacts,
  CreateProcessingJob: (request) => [processingFacts(request)],
  CreateAutoMLJob: (input) => [autoMLFacts({ version: 1, input })],
  CreateAutoMLJobV2: (input) => [autoMLFacts({ version: 2, input })],
  CreateDataQualityJobDefinition: (request) => [definitionFacts('DataQuality', request)],
  CreateModelQualityJobDefinition: (request) => [definitionFacts('ModelQuality', request)],
  CreateModelBiasJobDefinition: (request) => [definitionFacts('ModelBias', request)],
  CreateModelExplainabilityJobDefinition: (request) => [definitionFacts('ModelExplainability', request)],
  CreateMonitoringSchedule: (request) => scheduling('CreateMonitoringSchedule', request),
  UpdateMonitoringSchedule: (request) => scheduling('UpdateMonitoringSchedule', request),
};

/** Every operation whose request has a place for the flag. */
export const FLAGGED_OPERATIONS = Object.keys(FACTS) as readonly (keyof Requests)[];

/**
 * The jobs that a request asks for: none where it names what was defined elsewhere, `undefined` where the operation has
 * no place for the flag.
 * @param input the request, of the types that the API model gives it; members may be missing
 */
export function jobsOf(operation: string, input: unknown): readonly Job[] | undefined {
  if (!Object.hasOwn(FACTS, operation)) return undefined;
  const facts = FACTS[operation as keyof Requests] as FactsOf<unknown>;
  return facts(input ?? {});
}

function scheduling(
  operation: string,
  { MonitoringScheduleName, MonitoringScheduleConfig }: UpdateMonitoringScheduleRequest,
): readonly Job[] {
  return scheduleFacts(operation, MonitoringScheduleName, MonitoringScheduleConfig);
}
