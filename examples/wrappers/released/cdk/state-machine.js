// A stack with the state machine of a pipeline: one training job with two instances. Prints its template, as `cdk synth`.
//
//     node state-machine.js > template.json
//
// SageMakerCreateTrainingJob has no property for EnableInterContainerTrafficEncryption: PR #21751 would have added it, and
// was closed. So in 2.276.0, and whoever asks for it all the same is not heard.

import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { InstanceClass, InstanceSize, InstanceType, SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { DockerImage, S3Location, SageMakerCreateTrainingJob } from 'aws-cdk-lib/aws-stepfunctions-tasks';

const app = new App();
const stack = new Stack(app, 'Pipeline', { env: { account: '111122223333', region: 'eu-central-1' } });
const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0a1b2c3d', availabilityZones: ['eu-central-1a'] });
const subnet = Subnet.fromSubnetId(stack, 'Subnet', 'subnet-0a1b2c3d');
const bucket = Bucket.fromBucketName(stack, 'Models', 'fraud-models');

const train = new SageMakerCreateTrainingJob(stack, 'Train', {
  trainingJobName: 'fraud',
  role: Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/training'),
  algorithmSpecification: {
    trainingImage: DockerImage.fromRegistry('123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7'),
  },
  inputDataConfig: [
    {
      channelName: 'train',
      dataSource: { s3DataSource: { s3Location: S3Location.fromBucket(bucket, 'train') } },
    },
  ],
  outputDataConfig: { s3OutputLocation: S3Location.fromBucket(bucket, 'jobs') },
  resourceConfig: {
    instanceCount: 2,
    instanceType: InstanceType.of(InstanceClass.M5, InstanceSize.XLARGE),
    volumeSize: Size.gibibytes(30),
  },
  stoppingCondition: { maxRuntime: Duration.hours(1) },
  vpcConfig: { vpc, subnets: { subnets: [subnet] } },
  // Of no effect.
  enableInterContainerTrafficEncryption: true,
});
train.addSecurityGroup(SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0a1b2c3d'));

new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(train) });

console.log(JSON.stringify(app.synth().getStackByName('Pipeline').template, undefined, 2));
