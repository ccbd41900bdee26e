import type {
  AutoMLJobSummary,
  AutoMLProblemTypeConfig,
  CreateAutoMLJobRequest,
  CreateAutoMLJobV2Request,
  DescribeAutoMLJobResponse,
  DescribeAutoMLJobV2Response,
} from '@aws-sdk/client-sagemaker';
import type { AutoMLJob } from '../records/automl.ts';
import { dateOf } from '../training/training-summary.ts';
import { describeCandidate } from './candidate.ts';
import { bestOf, metricOf } from './objective.ts';

/** An AutoML job as DescribeAutoMLJob shows it. */
export function describeVersion1(job: AutoMLJob, input: CreateAutoMLJobRequest): DescribeAutoMLJobResponse {
  const { Tags: _tags, ...echoed } = input;
  const { metric, problemType, completion } = resolved(job);
  return {
    ...echoed,
    ...stateOf(job),
    BestCandidate: bestCandidate(job),
    ResolvedAttributes: { AutoMLJobObjective: metric, ProblemType: problemType, CompletionCriteria: completion },
  };
}

/** An AutoML job as DescribeAutoMLJobV2 shows it: of either version. */
export function describeVersion2(job: AutoMLJob): DescribeAutoMLJobV2Response {
  const { request, settings } = job;
  const { Tags: _tags, ...echoed } = request.version === 2 ? request.input : asVersion2(request.input);
  const { metric, problemType, completion } = resolved(job);
  return {
    ...echoed,
    ...stateOf(job),
    AutoMLProblemTypeConfigName: settings.problem,
    BestCandidate: bestCandidate(job),
    ResolvedAttributes: {
      AutoMLJobObjective: metric,
      CompletionCriteria: completion,
      AutoMLProblemTypeResolvedAttributes: problemType && { TabularResolvedAttributes: { ProblemType: problemType } },
    },
  };
}

/** An AutoML job as lists show it. */
export function autoMLSummary(job: AutoMLJob): AutoMLJobSummary {
  return { AutoMLJobName: job.name, ...stateOf(job) };
}

function stateOf(job: AutoMLJob) {
  const { status, secondary, modifiedAt } = job.history.current;
  return {
    AutoMLJobArn: job.arn,
    AutoMLJobStatus: status,
    AutoMLJobSecondaryStatus: secondary,
    CreationTime: new Date(job.createdAt),
    EndTime: dateOf(job.endedAt),
    LastModifiedTime: new Date(modifiedAt),
    FailureReason: job.failureReason,
  };
}

function bestCandidate(job: AutoMLJob) {
  const best = bestOf(job.settings, job.candidates);
  return best && describeCandidate(job, best);
}

/** What the request leaves open. The type of problem the service reads from the data, which are not read here. */
function resolved({ settings }: AutoMLJob) {
  const metric = metricOf(settings);
  return {
    metric: metric && { MetricName: metric },
    problemType: settings.problemType,
    completion: settings.completion,
  };
}

/** Documented: where each member of the first version is to be found in the second. */
function asVersion2(input: CreateAutoMLJobRequest): CreateAutoMLJobV2Request {
  const [channel] = input.InputDataConfig ?? [];
  const { SecurityConfig, CompletionCriteria, Mode, DataSplitConfig, CandidateGenerationConfig } =
    input.AutoMLJobConfig ?? {};
  const algorithms = CandidateGenerationConfig?.AlgorithmsConfig;
  const problem: AutoMLProblemTypeConfig = {
    TabularJobConfig: {
      TargetAttributeName: channel?.TargetAttributeName,
      SampleWeightAttributeName: channel?.SampleWeightAttributeName,
      ProblemType: input.ProblemType,
      GenerateCandidateDefinitionsOnly: input.GenerateCandidateDefinitionsOnly,
      CompletionCriteria,
      Mode,
      FeatureSpecificationS3Uri: CandidateGenerationConfig?.FeatureSpecificationS3Uri,
      ...(algorithms && { CandidateGenerationConfig: { AlgorithmsConfig: algorithms } }),
    },
  };
  return {
    AutoMLJobName: input.AutoMLJobName,
    AutoMLJobInputDataConfig: input.InputDataConfig?.map(
      ({ ChannelType, ContentType, CompressionType, DataSource }) => ({
        ChannelType,
        ContentType,
        CompressionType,
        DataSource,
      }),
    ),
    OutputDataConfig: input.OutputDataConfig,
    AutoMLProblemTypeConfig: problem,
    RoleArn: input.RoleArn,
    AutoMLJobObjective: input.AutoMLJobObjective,
    ModelDeployConfig: input.ModelDeployConfig,
    DataSplitConfig,
    SecurityConfig,
  };
}
