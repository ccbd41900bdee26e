import type { Answer } from '../../../support/findings/answer.ts';
import type { Draw } from './draw.ts';
import { type MadeUpSender, OTHERS, SENDERS } from './senders.ts';

export interface MadeUpEvent {
  readonly json: string;
  readonly id: string;
  /** Of the jobs that it creates, in order; empty for another call. */
  readonly answers: readonly Answer[];
}

export interface Place {
  readonly account: string;
  readonly region: string;
  /** Milliseconds. */
  readonly time: number;
}

const WEIGHTED = SENDERS.flatMap((sender) => Array<MadeUpSender>(sender.weight).fill(sender));

/** A record of CloudTrail as it is written for a call through an SDK, with what a job's request usually has. */
export function madeUpEvent(draw: Draw, place: Place, jobShare: number): MadeUpEvent {
  return draw.chance(jobShare) ? launch(draw, place) : other(draw, place);
}

function launch(draw: Draw, place: Place): MadeUpEvent {
  const sender = draw.pick(WEIGHTED);
  const operation = draw.pick(sender.operations);
  const isRefused = draw.chance(sender.refused);
  const id = draw.uuid();
  const name = `${draw.pick(['churn', 'fraud', 'ranking', 'demand'])}-${draw.hex(10)}`;
  const { parameters, answers } = requestOf(draw, { sender, operation, name, ...place });
  const json = record(draw, place, {
    id,
    source: 'sagemaker.amazonaws.com',
    name: operation,
    agent: sender.agent.replace('DRAWN', () => draw.uuid()),
    role: sender.role,
    parameters,
    error: isRefused ? 'AccessDenied' : undefined,
    response: isRefused ? null : { arn: `arn:aws:sagemaker:${place.region}:${place.account}:job/${name}` },
  });
  return { json, id, answers: isRefused ? answers.map((): Answer => 'refused') : answers };
}

function other(draw: Draw, place: Place): MadeUpEvent {
  const [source, name] = draw.pick(OTHERS);
  const id = draw.uuid();
  const sender = draw.pick(WEIGHTED);
  const parameters = { name: draw.hex(12), encryptionContext: { 'aws:arn': `arn:aws:s3:::${draw.hex(16)}` } };
  return {
    json: record(draw, place, { id, source, name, agent: sender.agent, role: sender.role, parameters, response: null }),
    id,
    answers: [],
  };
}

interface Call {
  readonly id: string;
  readonly source: string;
  readonly name: string;
  readonly agent: string;
  readonly role: string;
  readonly parameters: object;
  readonly error?: string | undefined;
  readonly response: object | null;
}

function record(draw: Draw, { account, region, time }: Place, call: Call): string {
  const at = `${new Date(time + draw.below(300_000)).toISOString().slice(0, 19)}Z`;
  const role = call.role.replace('ACCOUNT', account);
  const roleName = role.slice(role.lastIndexOf('/') + 1);
  return JSON.stringify({
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROA${draw.hex(16).toUpperCase()}:session`,
      arn: `arn:aws:sts::${account}:assumed-role/${roleName}/session-${draw.hex(8)}`,
      accountId: account,
      accessKeyId: `ASIA${draw.hex(16).toUpperCase()}`,
      sessionContext: {
        sessionIssuer: { type: 'Role', principalId: 'AROAEXAMPLE', arn: role, accountId: account, userName: roleName },
        attributes: { creationDate: at, mfaAuthenticated: 'false' },
      },
    },
    eventTime: at,
    eventSource: call.source,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: `10.${draw.below(256)}.${draw.below(256)}.${draw.below(256)}`,
    userAgent: call.agent,
    ...(call.error !== undefined && { errorCode: call.error, errorMessage: 'with an explicit deny' }),
    requestParameters: call.parameters,
    responseElements: call.response,
    requestID: draw.uuid(),
    eventID: call.id,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: call.source },
  });
}

interface Asked extends Place {
  readonly sender: MadeUpSender;
  readonly operation: string;
  readonly name: string;
}

function requestOf(draw: Draw, asked: Asked): { readonly parameters: object; readonly answers: readonly Answer[] } {
  const { sender, operation, name, region } = asked;
  const one = jobOf(draw, sender);
  const data = {
    roleArn: sender.role.replace('ACCOUNT', asked.account),
    tags: [{ key: 'team', value: draw.pick(['fraud', 'search', 'pricing']) }],
  };
  const image = `763104351884.dkr.ecr.${region}.amazonaws.com/pytorch-training:2.3.0-gpu-py311`;
  const training = {
    staticHyperParameters: { epochs: '10', 'learning-rate': '0.001', sagemaker_program: '"train.py"' },
    algorithmSpecification: {
      trainingImage: image,
      trainingInputMode: 'File',
      enableSageMakerMetricsTimeSeries: false,
    },
    inputDataConfig: [
      {
        channelName: 'train',
        dataSource: { s3DataSource: { s3DataType: 'S3Prefix', s3Uri: `s3://data/${name}/train` } },
      },
    ],
    outputDataConfig: { s3OutputPath: `s3://models/${name}`, kmsKeyId: '' },
    stoppingCondition: { maxRuntimeInSeconds: 86400 },
    enableNetworkIsolation: false,
  };
  const { flag, vpc, cluster } = one;
  const network = { ...flag, ...vpc };
  switch (operation) {
    case 'CreateTrainingJob': {
      const { staticHyperParameters: hyperParameters, ...rest } = training;
      return {
        parameters: { trainingJobName: name, hyperParameters, ...rest, ...data, resourceConfig: cluster, ...network },
        answers: [one.answer],
      };
    }
    case 'CreateHyperParameterTuningJob': {
      const two = draw.chance(0.2) ? jobOf(draw, sender) : undefined;
      const definition = (job: Job) => ({ ...training, ...data, resourceConfig: job.cluster, ...job.flag, ...job.vpc });
      return {
        parameters: {
          hyperParameterTuningJobName: name.slice(0, 32),
          ...(two
            ? { trainingJobDefinitions: [definition(one), definition(two)] }
            : { trainingJobDefinition: definition(one) }),
        },
        answers: two ? [one.answer, two.answer] : [one.answer],
      };
    }
    case 'CreateProcessingJob':
      return {
        parameters: {
          processingJobName: name,
          processingResources: { clusterConfig: cluster },
          appSpecification: { imageUri: image, containerEntrypoint: ['python3', 'process.py'] },
          networkConfig: { enableNetworkIsolation: false, ...network },
          ...data,
        },
        answers: [one.answer],
      };
    case 'CreateAutoMLJobV2':
      return {
        parameters: { autoMLJobName: name.slice(0, 32), securityConfig: network, ...data },
        answers: [answerOf(Number.POSITIVE_INFINITY, one)],
      };
    case 'CreateDataQualityJobDefinition':
      return {
        parameters: {
          jobDefinitionName: name,
          jobResources: { clusterConfig: cluster },
          networkConfig: network,
          ...data,
        },
        answers: [one.answer],
      };
    default:
      return {
        parameters: {
          monitoringScheduleName: name,
          monitoringScheduleConfig: { monitoringJobDefinitionName: `quality-${name}`, monitoringType: 'DataQuality' },
        },
        answers: ['not shown'],
      };
  }
}

interface Job {
  readonly flag: { readonly enableInterContainerTrafficEncryption?: boolean };
  readonly vpc: { readonly vpcConfig?: object };
  readonly cluster: object;
  readonly answer: Answer;
}

function jobOf(draw: Draw, sender: MadeUpSender): Job {
  const count = draw.chance(sender.alone) ? 1 : 2 + draw.below(7);
  const encrypted = draw.chance(sender.encrypts) ? true : draw.chance(0.5) ? false : undefined;
  const flag = encrypted === undefined ? {} : { enableInterContainerTrafficEncryption: encrypted };
  const team = draw.below(3) + 1;
  const vpc = draw.chance(sender.vpc)
    ? {
        vpcConfig: {
          securityGroupIds: [`sg-0000000${team}`],
          subnets: [`subnet-0000000${team}`, `subnet-1000000${team}`],
        },
      }
    : {};
  const type = { instanceType: draw.pick(['ml.p4d.24xlarge', 'ml.g5.12xlarge', 'ml.m5.4xlarge']), volumeSizeInGB: 100 };
  const cluster =
    count > 2 && draw.chance(0.1)
      ? {
          instanceGroups: [
            { ...type, instanceGroupName: 'gpu', instanceCount: 1 },
            { ...type, instanceGroupName: 'cpu', instanceCount: count - 1 },
          ],
        }
      : { ...type, instanceCount: count };
  return { flag, vpc, cluster, answer: answerOf(count, { flag, vpc }) };
}

/** What each is made to be, so that nothing that is under test says what is expected. */
function answerOf(count: number, { flag, vpc }: Pick<Job, 'flag' | 'vpc'>): Answer {
  if (count === 1) return 'single instance';
  if (flag.enableInterContainerTrafficEncryption !== true) return 'unencrypted';
  return 'vpcConfig' in vpc ? 'not shown' : 'blocked';
}
