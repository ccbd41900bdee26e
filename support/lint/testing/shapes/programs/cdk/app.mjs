import { App, CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';

const app = new App({ analyticsReporting: false });

/** A network and what runs in it, in one stack. `esp` leaves the rules for protocol 50 in or out. */
class Training extends Stack {
  constructor(scope, id, { esp }) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr('10.0.0.0/16'),
      maxAzs: 2,
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [{ name: 'training', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
    });
    const group = new ec2.SecurityGroup(this, 'Group', { vpc, allowAllOutbound: true });
    group.addIngressRule(group, ec2.Port.udp(500));
    if (esp) group.addIngressRule(group, new ec2.Port({ protocol: ec2.Protocol.ESP, stringRepresentation: 'ESP' }));
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    const network = { subnets: vpc.isolatedSubnets.map(({ subnetId }) => subnetId), securityGroupIds: [group.securityGroupId] };
    new sagemaker.CfnDataQualityJobDefinition(this, 'Quality', {
      roleArn: role.roleArn,
      dataQualityAppSpecification: { imageUri: 'image' },
      dataQualityJobInput: {},
      dataQualityJobOutputConfig: { monitoringOutputs: [] },
      jobResources: { clusterConfig: { instanceCount: 2, instanceType: 'ml.m5.xlarge', volumeSizeInGb: 20 } },
      networkConfig: { enableInterContainerTrafficEncryption: true, vpcConfig: network },
    });
    const request = {
      TrainingJobName: 'fraud',
      ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.p4d.24xlarge', VolumeSizeInGB: 50 },
      VpcConfig: { Subnets: network.subnets, SecurityGroupIds: network.securityGroupIds },
      EnableInterContainerTrafficEncryption: true,
    };
    new sfn.StateMachine(this, 'Machine', {
      definitionBody: sfn.DefinitionBody.fromChainable(
        new sfn.CustomState(this, 'Train', {
          stateJson: { Type: 'Task', Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync', Parameters: request },
        }).next(
          new tasks.SageMakerCreateTrainingJob(this, 'TrainByTask', {
            trainingJobName: 'by-task',
            algorithmSpecification: { algorithmName: 'x', trainingInputMode: tasks.InputMode.FILE },
            inputDataConfig: [{ channelName: 'train', dataSource: { s3DataSource: { s3Location: tasks.S3Location.fromJsonExpression('$.s3') } } }],
            outputDataConfig: { s3OutputLocation: tasks.S3Location.fromJsonExpression('$.out') },
            resourceConfig: { instanceCount: 2, instanceType: ec2.InstanceType.of(ec2.InstanceClass.M5, ec2.InstanceSize.XLARGE), volumeSize: { toGibibytes: () => 20 } },
            vpcConfig: { vpc, subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } },
          }),
        ),
      ),
    });
    new AwsCustomResource(this, 'Once', {
      onCreate: {
        service: 'SageMaker',
        action: 'createTrainingJob',
        parameters: { ...request, TrainingJobName: 'once', EnableInterContainerTrafficEncryption: false },
        physicalResourceId: PhysicalResourceId.of('once'),
      },
      installLatestAwsSdk: false,
      policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
    });
  }
}

/** The flag depends on a parameter's condition. */
class Conditional extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const stage = new CfnParameter(this, 'Stage', { default: 'dev', allowedValues: ['dev', 'prod'] });
    const isProd = new CfnCondition(this, 'IsProd', { expression: Fn.conditionEquals(stage, 'prod') });
    new sagemaker.CfnModelBiasJobDefinition(this, 'Bias', {
      roleArn: 'arn:aws:iam::111122223333:role/r',
      modelBiasAppSpecification: { imageUri: 'image', configUri: 's3://b/c' },
      modelBiasJobInput: { groundTruthS3Input: { s3Uri: 's3://b/g' } },
      modelBiasJobOutputConfig: { monitoringOutputs: [] },
      jobResources: { clusterConfig: { instanceCount: Fn.conditionIf(isProd.logicalId, 2, 1), instanceType: 'ml.m5.xlarge', volumeSizeInGb: 20 } },
    });
  }
}

new Training(app, 'Right', { esp: true });
new Training(app, 'Wrong', { esp: false });
new Conditional(app, 'Conditional');
app.synth();
