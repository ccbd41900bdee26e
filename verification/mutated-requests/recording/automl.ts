import {
  CreateAutoMLJobCommand,
  CreateAutoMLJobV2Command,
  DescribeAutoMLJobCommand,
  DescribeAutoMLJobV2Command,
  ListAutoMLJobsCommand,
  ListCandidatesForAutoMLJobCommand,
  StopAutoMLJobCommand,
} from '@aws-sdk/client-sagemaker';
import type { Account } from '../../../support/harness.ts';
import { autoML, autoMLV2 } from '../../../support/sagemaker/testing/stub.ts';
import { encrypted, type RecordedNetwork } from './network.ts';

/** AutoML jobs of both versions, through their whole lives. */
export async function recordAutoML(account: Account, network: RecordedNetwork): Promise<void> {
  const { sagemaker } = account;
  const SecurityConfig = encrypted(network);
  const Tags = [{ Key: 'team', Value: 'fraud' }];
  const AutoMLJobConfig = { CompletionCriteria: { MaxCandidates: 2 }, SecurityConfig };
  await sagemaker.send(new CreateAutoMLJobCommand(autoML('auto-1', { AutoMLJobConfig, Tags })));
  await sagemaker.send(new CreateAutoMLJobV2Command(autoMLV2('auto-2', { SecurityConfig, Tags })));
  await sagemaker.send(new DescribeAutoMLJobCommand({ AutoMLJobName: 'auto-1' }));
  await sagemaker.send(new DescribeAutoMLJobV2Command({ AutoMLJobName: 'auto-2' }));
  await sagemaker.send(new ListAutoMLJobsCommand({ NameContains: 'auto', SortBy: 'Name', SortOrder: 'Descending' }));
  await sagemaker.send(new StopAutoMLJobCommand({ AutoMLJobName: 'auto-2' }));
  await account.advance(3_600);
  await sagemaker.send(new ListCandidatesForAutoMLJobCommand({ AutoMLJobName: 'auto-1', MaxResults: 5 }));
}
