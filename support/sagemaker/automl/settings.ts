/** What both versions of a request for an AutoML job say, each in members of its own. */

import type {
  AutoMLJobCompletionCriteria,
  AutoMLMetricEnum,
  AutoMLOutputDataConfig,
  AutoMLProblemTypeConfig,
  AutoMLProblemTypeConfigName,
  AutoMLSecurityConfig,
  Channel,
  CreateAutoMLJobRequest,
  CreateAutoMLJobV2Request,
  ProblemType,
  Tag,
} from '@aws-sdk/client-sagemaker';

export type AutoMLRequest =
  | { readonly version: 1; readonly input: CreateAutoMLJobRequest }
  | { readonly version: 2; readonly input: CreateAutoMLJobV2Request };

export interface AutoMLSettings {
  readonly operation: 'CreateAutoMLJob' | 'CreateAutoMLJobV2';
  readonly name: string;
  /** Where the request has its security configuration. */
  readonly securityPath: string;
  readonly security: AutoMLSecurityConfig | undefined;
  /** Where the request has its completion criteria. */
  readonly completionPath: string;
  readonly completion: AutoMLJobCompletionCriteria;
  readonly problem: AutoMLProblemTypeConfigName;
  readonly problemType: ProblemType | undefined;
  /** Where the request names the problem type. */
  readonly problemPath: string;
  readonly metric: AutoMLMetricEnum | undefined;
  /** No candidate is trained: their definitions are all that is wanted. */
  readonly definitionsOnly: boolean;
  readonly channels: readonly Channel[];
  readonly output: AutoMLOutputDataConfig | undefined;
  readonly role: string | undefined;
  readonly tags: readonly Tag[];
}

export function settingsOf(request: AutoMLRequest): AutoMLSettings {
  return request.version === 1 ? ofVersion1(request.input) : ofVersion2(request.input);
}

function ofVersion1(input: CreateAutoMLJobRequest): AutoMLSettings {
  const { AutoMLJobConfig: config } = input;
  return {
    ...common(input, input.InputDataConfig),
    operation: 'CreateAutoMLJob',
    securityPath: 'AutoMLJobConfig.SecurityConfig',
    security: config?.SecurityConfig,
    completionPath: 'AutoMLJobConfig.CompletionCriteria',
    completion: config?.CompletionCriteria ?? {},
    problem: 'Tabular',
    problemType: input.ProblemType,
    problemPath: 'ProblemType',
    definitionsOnly: input.GenerateCandidateDefinitionsOnly ?? false,
  };
}

function ofVersion2(input: CreateAutoMLJobV2Request): AutoMLSettings {
  const { AutoMLProblemTypeConfig: config } = input;
  const { name, member } = problemOf(config);
  const tabular = config?.TabularJobConfig;
  return {
    ...common(input, input.AutoMLJobInputDataConfig),
    operation: 'CreateAutoMLJobV2',
    securityPath: 'SecurityConfig',
    security: input.SecurityConfig,
    completionPath: `AutoMLProblemTypeConfig.${member}.CompletionCriteria`,
    completion: config?.[member]?.CompletionCriteria ?? {},
    problem: name,
    problemType: tabular?.ProblemType,
    problemPath: 'AutoMLProblemTypeConfig.TabularJobConfig.ProblemType',
    definitionsOnly: tabular?.GenerateCandidateDefinitionsOnly ?? false,
  };
}

type Source = Pick<
  CreateAutoMLJobV2Request,
  'AutoMLJobName' | 'AutoMLJobObjective' | 'OutputDataConfig' | 'RoleArn' | 'Tags'
>;

function common(input: Source, channels: CreateAutoMLJobV2Request['AutoMLJobInputDataConfig'] = []) {
  return {
    name: input.AutoMLJobName ?? '',
    metric: input.AutoMLJobObjective?.MetricName,
    channels: channels.map(({ DataSource, ChannelType = 'training', CompressionType, ContentType }, index) => ({
      ChannelName: `${ChannelType}-${index + 1}`,
      DataSource: DataSource?.S3DataSource && { S3DataSource: DataSource.S3DataSource },
      CompressionType,
      ContentType,
    })),
    output: input.OutputDataConfig,
    role: input.RoleArn,
    tags: input.Tags ?? [],
  };
}

const PROBLEMS = {
  ImageClassificationJobConfig: 'ImageClassification',
  TabularJobConfig: 'Tabular',
  TextClassificationJobConfig: 'TextClassification',
  TextGenerationJobConfig: 'TextGeneration',
  TimeSeriesForecastingJobConfig: 'TimeSeriesForecasting',
} as const satisfies Record<string, AutoMLProblemTypeConfigName>;

type ProblemMember = keyof typeof PROBLEMS;

/** The constraints see to it that there is exactly one. */
function problemOf(config: AutoMLProblemTypeConfig | undefined) {
  const given = (Object.keys(PROBLEMS) as ProblemMember[]).find((member) => config?.[member] !== undefined);
  const member = given ?? 'TabularJobConfig';
  return { member, name: PROBLEMS[member] };
}
