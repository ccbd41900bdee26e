import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { machine, skeleton, training } from '../../support/lint/testing/lint.ts';
import { FLAGGED_OPERATIONS } from '../../support/sagemaker/request-facts.ts';

/** A document before anything is wrong with it. */
export interface Original {
  readonly kind: 'document' | 'network';
  readonly text: string;
}

const ESP = [
  { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: [{ GroupId: 'sg-1' }] },
  { IpProtocol: '50', UserIdGroupPairs: [{ GroupId: 'sg-1' }], PrefixListIds: [{ PrefixListId: 'pl-1' }] },
];

/** What `aws ec2 describe-…` answers, all in one. */
export const NETWORK = {
  Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', InstanceTenancy: 'default' }],
  Subnets: [1, 2].map((n) => ({
    SubnetId: `subnet-${n}`,
    VpcId: 'vpc-1',
    CidrBlock: `10.0.${n}.0/24`,
    AvailableIpAddressCount: 250,
  })),
  SecurityGroups: [
    { GroupId: 'sg-1', GroupName: 'training', VpcId: 'vpc-1', IpPermissions: ESP, IpPermissionsEgress: ESP },
  ],
  NetworkAcls: [
    {
      NetworkAclId: 'acl-1',
      Associations: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }],
      Entries: [{ RuleNumber: 100, Egress: true, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' }],
    },
  ],
  RouteTables: [
    {
      RouteTableId: 'rtb-1',
      VpcId: 'vpc-1',
      Associations: [{ Main: true }],
      Routes: [{ DestinationCidrBlock: '0.0.0.0/0' }],
    },
  ],
  VpcEndpoints: [{ VpcEndpointId: 'vpce-1', ServiceName: 'com.amazonaws.eu-central-1.s3', RouteTableIds: ['rtb-1'] }],
  PrefixLists: [{ PrefixListId: 'pl-1', Cidrs: ['10.0.0.0/16'] }],
};

const SHAPES = join(import.meta.dirname, '../../support/lint/testing/shapes');

/** Documents of every kind that lint reads: the examples, public shapes of every form, skeletons of every request, and one of each definition. */
export function originals(): readonly Original[] {
  const folder = join(import.meta.dirname, '../../examples/lint');
  const examples = globSync('*.{json,yaml}', { cwd: folder }).sort();
  const event = {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateTrainingJob',
    errorCode: 'AccessDenied',
    requestParameters: training(),
  };
  const pipeline = { Parameters: [], Steps: [{ Name: 'Train', Type: 'Training', Arguments: training() }] };
  const documents = [
    ...FLAGGED_OPERATIONS.map((operation) => ({ operation, request: skeleton(operation) })),
    [training(), training()],
    { Records: [event, event] },
    { Events: [{ CloudTrailEvent: JSON.stringify(event) }] },
    machine({ Parameters: training() }),
    { PipelineName: 'p', PipelineDefinition: JSON.stringify(pipeline) },
    {
      Resources: {
        Machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: { Definition: machine({ Parameters: training() }) },
        },
        Pipeline: {
          Type: 'AWS::SageMaker::Pipeline',
          Properties: { PipelineDefinition: { PipelineDefinitionBody: { 'Fn::Sub': JSON.stringify(pipeline) } } },
        },
      },
    },
    { TrainingJobSummaries: [{ TrainingJobName: 'a', TrainingJobArn: 'arn', CreationTime: 1 }] },
  ];
  const shapes = globSync('*/*.{json,yaml,yml,tfstate}', { cwd: SHAPES }).sort();
  return [
    ...shapes.map((file): Original => ({ kind: 'document', text: readFileSync(join(SHAPES, file), 'utf8') })),
    ...examples.map((file): Original => {
      const kind = file.startsWith('network') ? 'network' : 'document';
      return { kind, text: readFileSync(join(folder, file), 'utf8') };
    }),
    ...documents.map((document): Original => ({ kind: 'document', text: JSON.stringify(document) })),
    { kind: 'network', text: JSON.stringify(NETWORK) },
  ];
}
