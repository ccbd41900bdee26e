import { inFile } from '../mutation.ts';

/** How jobs are requested, refused and described, and their network interfaces. */
export const jobs = [
  ...inFile('support/sagemaker/training/facts.ts', [
    [
      'flag on when left out',
      'a training job that does not mention encryption counts as encrypted',
      'encrypted: request[FLAG],',
      'encrypted: request[FLAG] ?? true,',
    ],
    [
      'flag on when declined',
      'a training job that declines encryption counts as encrypted',
      'encrypted: request[FLAG],',
      'encrypted: request[FLAG] !== undefined,',
    ],
    ['flag not read', 'no training job counts as encrypted', 'encrypted: request[FLAG],', 'encrypted: undefined,'],
    [
      'tuning flag not read',
      'no definition of a tuning job counts as encrypted',
      'encrypted: definition[FLAG],',
      'encrypted: undefined,',
    ],
    [
      'first definition only',
      'definitions of a tuning job after the first are not looked at',
      'return definitionsOf(request).map(',
      'return definitionsOf(request).slice(0, 1).map(',
    ],
    [
      'tuning VPC of the first definition',
      'every definition of a tuning job counts as in the VPC of the first',
      'vpc: vpcOf(definition.VpcConfig),',
      'vpc: vpcOf(definitionsOf(request)[0]?.definition.VpcConfig),',
    ],
  ]),
  ...inFile('support/sagemaker/resources.ts', [
    [
      'instance groups not summed',
      'of the instance groups of a heterogeneous cluster only the largest counts',
      '(all, count) => all + (count ?? 0)',
      '(all, count) => Math.max(all, count ?? 0)',
    ],
    [
      'instance groups ignored',
      'the instance groups of a heterogeneous cluster count as one instance',
      'isOpen(counts, sum) ? 0 : sum,',
      '1,',
    ],
  ]),
  ...inFile('support/sagemaker/training/training-description.ts', [
    [
      'flag not echoed',
      'the description of a job says that it is not encrypted',
      'EnableInterContainerTrafficEncryption: echoed.EnableInterContainerTrafficEncryption ?? false',
      'EnableInterContainerTrafficEncryption: false',
    ],
    [
      'flag echoed as on',
      'the description of a job that did not mention encryption says that it is encrypted',
      'echoed.EnableInterContainerTrafficEncryption ?? false',
      'echoed.EnableInterContainerTrafficEncryption ?? true',
    ],
    [
      'flag left out of the description',
      'the description of a job that did not mention encryption says nothing of it',
      'echoed.EnableInterContainerTrafficEncryption ?? false',
      'echoed.EnableInterContainerTrafficEncryption',
    ],
  ]),
  ...inFile('support/sagemaker/tuning/child-request.ts', [
    [
      'flag not inherited',
      'training jobs of a tuning job are not encrypted',
      '...inherited,\n    TrainingJobName',
      '...inherited,\n    EnableInterContainerTrafficEncryption: false,\n    TrainingJobName',
    ],
    [
      'VPC not inherited',
      'training jobs of a tuning job are not in its private VPC',
      '...inherited,\n    TrainingJobName',
      '...inherited,\n    VpcConfig: undefined,\n    TrainingJobName',
    ],
  ]),
  ...inFile('support/sagemaker/operations/create-training-job.ts', [
    [
      'refused job created',
      'a training job that was refused exists all the same',
      'if (refusal) throw refusal;',
      'if (refusal) {\n        beginTrainingJob(state, input, { reservation, createdAt: state.clock.now(), stalls: false });\n        throw refusal;\n      }',
    ],
    [
      'findings refuse no training job',
      'whatever is found, a training job is created',
      'if (refusal) throw refusal;',
      '',
    ],
  ]),
  ...inFile('support/sagemaker/operations/create-hyper-parameter-tuning-job.ts', [
    ['findings refuse no tuning job', 'whatever is found, a tuning job is created', 'if (refusal) throw refusal;', ''],
  ]),
  ...inFile('support/sagemaker/errors/refusal.ts', [
    [
      'refusal not marked as ours',
      "the text of a refusal passes for AWS's",
      'train-encrypt refuses this job:',
      'The request was rejected:',
    ],
    [
      'refusal without what is there',
      'a refusal does not say what is there and what is missing',
      'closestMatch || []',
      '[]',
    ],
    ['refusal without fix', 'a refusal does not say what would fix it', 'refusals.flatMap(({ fix }) => fix)', '[]'],
  ]),
  ...inFile('support/sagemaker/life/interfaces.ts', [
    [
      'one interface a job',
      'a job has one network interface, not one for each instance',
      'index < wanted.instances &&',
      'index < 1 &&',
    ],
    [
      'interfaces in one subnet',
      'all network interfaces of a job are in its first subnet',
      'subnets[(index + attempt) % subnets.length]',
      'subnets[attempt % subnets.length]',
    ],
    [
      'interfaces without groups',
      "a job's network interfaces are not in its security groups",
      'Groups: [...securityGroups],',
      '',
    ],
    [
      'interfaces in one group',
      "a job's network interfaces are in the first of its security groups only",
      'Groups: [...securityGroups],',
      'Groups: securityGroups.slice(0, 1),',
    ],
    [
      'interfaces not deleted',
      "an ended job's network interfaces stay",
      'await Promise.all(lease.ids.splice(0).map((id) => this.#delete(id)));',
      '',
    ],
  ]),
  ...inFile('support/sagemaker/life/training-life.ts', [
    [
      'interfaces not made',
      'a job in a private VPC has no network interfaces there',
      'if (!VpcConfig) return;',
      'if (VpcConfig || !VpcConfig) return;',
    ],
    [
      'stalled job never ends',
      'as observed, a stalled job waits beyond its time limit',
      'if (job.stalls) this.#limit(createdAt);',
      '',
    ],
    [
      'stop does not stop',
      'a job that is stopped runs on',
      "if (!this.#ending && this.#job.history.current.status === 'InProgress') {",
      'if (this.#ending) {',
    ],
  ]),
  ...inFile('support/sagemaker/life/messages.ts', [
    [
      'stall passed off as fact',
      'the status of a stalled job does not say that the stall is an assumption',
      'is an assumption, from the nearest documented case',
      'is known, from the nearest documented case',
    ],
  ]),
];
