import {
  CreateDataQualityJobDefinitionCommand,
  CreateModelBiasJobDefinitionCommand,
  CreateModelExplainabilityJobDefinitionCommand,
  CreateModelQualityJobDefinitionCommand,
  CreateMonitoringScheduleCommand,
  DeleteDataQualityJobDefinitionCommand,
  DeleteModelBiasJobDefinitionCommand,
  DeleteModelExplainabilityJobDefinitionCommand,
  DeleteModelQualityJobDefinitionCommand,
  DeleteMonitoringScheduleCommand,
  DescribeDataQualityJobDefinitionCommand,
  DescribeModelBiasJobDefinitionCommand,
  DescribeModelExplainabilityJobDefinitionCommand,
  DescribeModelQualityJobDefinitionCommand,
  DescribeMonitoringScheduleCommand,
  ListDataQualityJobDefinitionsCommand,
  ListModelBiasJobDefinitionsCommand,
  ListModelExplainabilityJobDefinitionsCommand,
  ListModelQualityJobDefinitionsCommand,
  ListMonitoringExecutionsCommand,
  ListMonitoringSchedulesCommand,
  StartMonitoringScheduleCommand,
  StopMonitoringScheduleCommand,
  UpdateMonitoringScheduleCommand,
} from '@aws-sdk/client-sagemaker';
import type { Account } from '../../../support/harness.ts';
import { dataQuality, schedule } from '../../../support/sagemaker/testing/stub.ts';
import { encrypted, type RecordedNetwork } from './network.ts';

/** The definitions of monitoring jobs, and schedules with and without one. */
export async function recordMonitoring(account: Account, network: RecordedNetwork): Promise<void> {
  await recordDefinitions(account, network);
  await recordSchedules(account, network);
}

async function recordDefinitions({ sagemaker }: Account, network: RecordedNetwork): Promise<void> {
  const {
    DataQualityAppSpecification,
    DataQualityJobInput: input,
    DataQualityJobOutputConfig: output,
    ...common
  } = dataQuality('watch', { NetworkConfig: encrypted(network), Tags: [{ Key: 'team', Value: 'fraud' }] });
  const truth = { ...input, GroundTruthS3Input: { S3Uri: 's3://data/truth' } };
  const clarify = { ImageUri: 'registry.invalid/clarify:1', ConfigUri: 's3://data/config.json' };
  const named = { JobDefinitionName: 'watch' };
  const listed = { SortBy: 'Name', MaxResults: 5, NameContains: 'wat' } as const;

  await sagemaker.send(
    new CreateDataQualityJobDefinitionCommand({
      ...common,
      DataQualityAppSpecification,
      DataQualityJobInput: input,
      DataQualityJobOutputConfig: output,
    }),
  );
  await sagemaker.send(
    new CreateModelBiasJobDefinitionCommand({
      ...common,
      ModelBiasAppSpecification: clarify,
      ModelBiasJobInput: truth,
      ModelBiasJobOutputConfig: output,
    }),
  );
  await sagemaker.send(
    new CreateModelExplainabilityJobDefinitionCommand({
      ...common,
      ModelExplainabilityAppSpecification: clarify,
      ModelExplainabilityJobInput: input,
      ModelExplainabilityJobOutputConfig: output,
    }),
  );
  await sagemaker.send(
    new CreateModelQualityJobDefinitionCommand({
      ...common,
      ModelQualityAppSpecification: { ImageUri: 'registry.invalid/monitor:1', Environment: { STAGE: 'test' } },
      ModelQualityJobInput: truth,
      ModelQualityJobOutputConfig: output,
    }),
  );
  await sagemaker.send(new DescribeDataQualityJobDefinitionCommand(named));
  await sagemaker.send(new DescribeModelBiasJobDefinitionCommand(named));
  await sagemaker.send(new DescribeModelExplainabilityJobDefinitionCommand(named));
  await sagemaker.send(new DescribeModelQualityJobDefinitionCommand(named));
  await sagemaker.send(new ListDataQualityJobDefinitionsCommand(listed));
  await sagemaker.send(new ListModelBiasJobDefinitionsCommand(listed));
  await sagemaker.send(new ListModelExplainabilityJobDefinitionsCommand(listed));
  await sagemaker.send(new ListModelQualityJobDefinitionsCommand(listed));
  await sagemaker.send(new DeleteModelBiasJobDefinitionCommand(named));
  await sagemaker.send(new DeleteModelExplainabilityJobDefinitionCommand(named));
  await sagemaker.send(new DeleteModelQualityJobDefinitionCommand(named));
  await sagemaker.send(new DeleteDataQualityJobDefinitionCommand(named));
}

async function recordSchedules(account: Account, network: RecordedNetwork): Promise<void> {
  const { sagemaker } = account;
  const named = { MonitoringScheduleName: 'hourly' };
  const request = schedule('hourly', { NetworkConfig: encrypted(network), Environment: { STAGE: 'test' } });
  await sagemaker.send(new CreateMonitoringScheduleCommand(request));
  await sagemaker.send(
    new CreateMonitoringScheduleCommand({ ...schedule('once', {}, 'NOW'), Tags: [{ Key: 'team', Value: 'fraud' }] }),
  );
  await account.advance(7_200);
  await sagemaker.send(new DescribeMonitoringScheduleCommand(named));
  await sagemaker.send(new ListMonitoringExecutionsCommand({ ...named, SortBy: 'ScheduledTime' }));
  await sagemaker.send(new ListMonitoringSchedulesCommand({ EndpointName: 'scores', SortBy: 'Name' }));
  await sagemaker.send(new UpdateMonitoringScheduleCommand(request));
  // Each takes a while, and no execution may be under way when the schedule is deleted.
  await account.advance(60);
  await sagemaker.send(new StopMonitoringScheduleCommand(named));
  await account.advance(60);
  await sagemaker.send(new StartMonitoringScheduleCommand(named));
  await account.advance(60);
  await sagemaker.send(new StopMonitoringScheduleCommand(named));
  await account.advance(7_200);
  await sagemaker.send(new DeleteMonitoringScheduleCommand(named));
}
