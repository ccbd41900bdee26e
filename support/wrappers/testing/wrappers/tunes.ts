/** Launches a tuning job, with the flag where its argument asks for it: in the definition, or nowhere. */
import { CreateHyperParameterTuningJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { request, tell } from './launch.ts';

const { TrainingJobName: _, EnableInterContainerTrafficEncryption, ...definition } = request();
const flag = process.argv[2] === 'encrypted' ? { EnableInterContainerTrafficEncryption } : {};
const metric = { Type: 'Minimize', MetricName: 'loss' } as const;

await new SageMakerClient({})
  .send(
    new CreateHyperParameterTuningJobCommand({
      HyperParameterTuningJobName: 'tune-7',
      HyperParameterTuningJobConfig: {
        Strategy: 'Random',
        HyperParameterTuningJobObjective: metric,
        ResourceLimits: { MaxNumberOfTrainingJobs: 2, MaxParallelTrainingJobs: 2 },
        ParameterRanges: { ContinuousParameterRanges: [{ Name: 'rate', MinValue: '0.1', MaxValue: '0.9' }] },
      },
      TrainingJobDefinition: {
        ...definition,
        ...flag,
        RoleArn: definition.RoleArn,
        OutputDataConfig: definition.OutputDataConfig,
        StoppingCondition: definition.StoppingCondition,
        AlgorithmSpecification: {
          TrainingImage: definition.AlgorithmSpecification?.TrainingImage,
          TrainingInputMode: 'File',
          MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
        },
      },
    }),
  )
  .catch(tell);
