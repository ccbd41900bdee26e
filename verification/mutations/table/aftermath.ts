import { inFile } from '../mutation.ts';

/** What else runs because of a training job: the next one on its instances, and its rules. */
export const aftermath = [
  ...inFile('support/sagemaker/training/waiting-pools.ts', [
    [
      'pool whatever the flag',
      'a warm pool is reused whether or not the next job is encrypted as the one before',
      '    request.EnableInterContainerTrafficEncryption ?? false,\n',
      '',
    ],
    [
      'flag left out is another',
      'a flag left out and one declined are two things for a warm pool',
      'request.EnableInterContainerTrafficEncryption ?? false,',
      'request.EnableInterContainerTrafficEncryption,',
    ],
    ['pool in any subnet', 'a warm pool is reused in other subnets', '    VpcConfig?.Subnets?.toSorted(),\n', ''],
    [
      'pool in any group',
      'a warm pool is reused in other security groups',
      '    VpcConfig?.SecurityGroupIds?.toSorted(),\n',
      '',
    ],
    [
      'pool in any role',
      'a warm pool is reused in another role',
      '    RoleArn,\n    ResourceConfig?.InstanceType',
      '    ResourceConfig?.InstanceType',
    ],
    [
      'pool of any size',
      'a warm pool is reused with another number of instances',
      '    ResourceConfig?.InstanceCount,\n',
      '',
    ],
    [
      'pool for ever',
      'a warm pool is reused after its time',
      'if (at < endOf(first.pool)) return first;',
      'return first;',
    ],
  ]),
  ...inFile('support/sagemaker/training/warm-pool.ts', [
    [
      'no pool',
      'no warm pool is ever reused',
      'if (state.waitingPools.isEmpty || !canBePooled(request)) return undefined;',
      'return undefined;',
    ],
  ]),
  ...inFile('support/sagemaker/life/training-life.ts', [
    [
      'pool saves no time',
      'a job on a warm pool starts as late as any',
      'this.#job.warm ? DURATIONS.warm : DURATIONS',
      'DURATIONS',
    ],
  ]),
  ...inFile('support/sagemaker/training/rule-jobs.ts', [
    [
      'rule unencrypted',
      'the processing job of a rule loses the flag',
      'NetworkConfig: { EnableInterContainerTrafficEncryption, EnableNetworkIsolation, VpcConfig },',
      'NetworkConfig: { EnableNetworkIsolation, VpcConfig },',
    ],
    [
      'rule outside the VPC',
      'the processing job of a rule loses the VPC',
      'NetworkConfig: { EnableInterContainerTrafficEncryption, EnableNetworkIsolation, VpcConfig },',
      'NetworkConfig: { EnableInterContainerTrafficEncryption, EnableNetworkIsolation },',
    ],
  ]),
];
