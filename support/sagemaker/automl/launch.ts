/** The jobs that an AutoML job launches. All inherit its flag, network, role, key and output. */

import type { CreateProcessingJobRequest, CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { AccountState } from '../accounts/state.ts';
import { chance, shortHash } from '../model/chance.ts';
import { startProcessingJob } from '../processing/processing-job.ts';
import type { AutoMLJob } from '../records/automl.ts';
import type { ProcessingJob } from '../records/processing.ts';
import type { TrainingJob } from '../records/training.ts';
import { reserveFreeName } from '../store/free-name.ts';
import { FLAG } from '../training/facts.ts';
import { beginTrainingJob } from '../training/training-job.ts';

/** What the service would choose by the data: ours, since nothing is known of them here. */
const INSTANCES = { InstanceType: 'ml.m5.4xlarge', InstanceCount: 1, VolumeSizeInGB: 50 } as const;
const ALGORITHM = 'xgboost';
const ANALYSIS_IMAGE = 'autopilot-data-analysis';

export function launchAnalysis(
  state: AccountState,
  job: AutoMLJob,
  at: number,
  onEnd: (analysis: ProcessingJob, at: number) => void,
): ProcessingJob {
  return startProcessingJob(state, analysisRequest(job), {
    createdAt: at,
    stalls: false,
    parent: { kind: 'automl-job', arn: job.arn },
    onEnd,
  });
}

export function launchCandidate(
  state: AccountState,
  job: AutoMLJob,
  at: number,
  onEnd: (candidate: TrainingJob, at: number) => void,
): TrainingJob {
  const index = job.candidates.length;
  const wanted = `${job.name}-${String(index + 1).padStart(3, '0')}-${shortHash(job.arn, job.sequence, index)}`;
  const { name, reservation } = reserveFreeName(state.trainingJobs, wanted);
  return beginTrainingJob(state, candidateRequest(job, name, index), {
    reservation,
    createdAt: at,
    stalls: false,
    launchedBy: { arn: job.arn, operation: job.settings.operation, onEnd },
  });
}

function analysisRequest({ name, arn, sequence, settings }: AutoMLJob): CreateProcessingJobRequest {
  const { security, role, output, channels } = settings;
  return {
    ProcessingJobName: `${name}-db-1-${shortHash(arn, sequence)}`,
    RoleArn: role,
    AppSpecification: { ImageUri: ANALYSIS_IMAGE },
    ProcessingInputs: channels.flatMap(({ ChannelName, DataSource }) => {
      const uri = DataSource?.S3DataSource?.S3Uri;
      const S3Input = {
        S3Uri: uri,
        LocalPath: `/opt/ml/processing/input/${ChannelName}`,
        S3DataType: 'S3Prefix',
      } as const;
      return uri === undefined ? [] : [{ InputName: ChannelName, S3Input }];
    }),
    ProcessingOutputConfig: {
      Outputs: [
        {
          OutputName: 'transformed-data',
          S3Output: {
            S3Uri: `${(output?.S3OutputPath ?? '').replace(/\/+$/, '')}/${name}/transformed-data`,
            LocalPath: '/opt/ml/processing/output',
            S3UploadMode: 'EndOfJob',
          },
        },
      ],
      KmsKeyId: output?.KmsKeyId,
    },
    ProcessingResources: { ClusterConfig: { ...INSTANCES, VolumeKmsKeyId: security?.VolumeKmsKeyId } },
    ...(security && { NetworkConfig: { [FLAG]: security[FLAG], VpcConfig: security.VpcConfig } }),
  };
}

function candidateRequest({ arn, settings }: AutoMLJob, name: string, index: number): CreateTrainingJobRequest {
  const { security, role, output, channels, completion } = settings;
  const longest = completion.MaxRuntimePerTrainingJobInSeconds;
  return {
    TrainingJobName: name,
    RoleArn: role,
    AlgorithmSpecification: { AlgorithmName: ALGORITHM, TrainingInputMode: 'File' },
    // Nothing is searched for: a number that tells the candidates apart, the same every time.
    HyperParameters: { eta: chance(arn, index).toFixed(6) },
    InputDataConfig: [...channels],
    OutputDataConfig: output,
    ResourceConfig: { ...INSTANCES, VolumeKmsKeyId: security?.VolumeKmsKeyId },
    ...(longest !== undefined && { StoppingCondition: { MaxRuntimeInSeconds: longest } }),
    VpcConfig: security?.VpcConfig,
    [FLAG]: security?.[FLAG],
  };
}
