/** A made-up team's way of creating jobs. User agents have the shapes of released SDKs; names and shares are invented. */
export interface MadeUpSender {
  readonly agent: string;
  readonly role: string;
  readonly operations: readonly string[];
  /** Of its jobs, how many set the flag to true; of the others half leave it out. */
  readonly encrypts: number;
  /** Of its jobs, how many name a VPC. */
  readonly vpc: number;
  /** Of its jobs, how many have one instance. */
  readonly alone: number;
  /** Of its calls, how many are refused. */
  readonly refused: number;
  /** How often it calls beside the others. */
  readonly weight: number;
}

const TRAINING = 'CreateTrainingJob';
const PROCESSING = 'CreateProcessingJob';
const TUNING = 'CreateHyperParameterTuningJob';
const role = (name: string): string => `arn:aws:iam::ACCOUNT:role/${name}`;

export const SENDERS: readonly MadeUpSender[] = [
  {
    agent:
      'AWS-SageMaker-Python-SDK/2.233.0 Python/3.10.14 Linux/5.10.226-214.880.amzn2.x86_64 Boto3/1.35.36 Botocore/1.35.36 AWS-SageMaker-Notebook-Instance/v2.0',
    role: role('DataScience'),
    operations: [TRAINING, TRAINING, PROCESSING, TUNING],
    encrypts: 0.3,
    vpc: 0.6,
    alone: 0.5,
    refused: 0.02,
    weight: 8,
  },
  {
    agent:
      'Boto3/1.35.36 md/Botocore#1.35.36 ua/2.0 os/linux#5.10.226 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard app/fraud-trainer Botocore/1.35.36',
    role: role('FraudTraining'),
    operations: [TRAINING],
    encrypts: 1,
    vpc: 1,
    alone: 0.1,
    refused: 0,
    weight: 5,
  },
  {
    agent:
      'Boto3/1.34.162 md/Botocore#1.34.162 ua/2.0 os/linux#6.1.0 md/arch#x86_64 lang/python#3.12.4 md/pyimpl#CPython Airflow/2.10.2 AmPP/8.29.0 Caller/SageMakerTrainingOperator DagRunKey/DRAWN Botocore/1.34.162',
    role: role('Airflow'),
    operations: [TRAINING, TUNING],
    encrypts: 0.9,
    vpc: 0.9,
    alone: 0.4,
    refused: 0.01,
    weight: 6,
  },
  {
    agent:
      'aws-cli/2.17.56 md/awscrt#0.21.2 ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#sagemaker.create-training-job',
    role: role('Admin'),
    operations: [TRAINING],
    encrypts: 0.5,
    vpc: 0.5,
    alone: 0.7,
    refused: 0.2,
    weight: 1,
  },
  {
    agent:
      'APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.68.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.30.5 ua/2.1 os/linux lang/go#1.22.6 md/GOOS#linux md/GOARCH#amd64 api/sagemaker#1.158.0',
    role: role('Terraform'),
    operations: ['CreateDataQualityJobDefinition', 'CreateMonitoringSchedule'],
    encrypts: 0.8,
    vpc: 0.8,
    alone: 0.8,
    refused: 0.01,
    weight: 1,
  },
  {
    agent: 'states.amazonaws.com',
    role: role('StepFunctions'),
    operations: [TRAINING, PROCESSING],
    encrypts: 0.7,
    vpc: 0.7,
    alone: 0.2,
    refused: 0,
    weight: 6,
  },
  {
    agent:
      'aws-sdk-java/2.28.11 Linux/5.10.226 OpenJDK_64-Bit_Server_VM/17.0.12+7 Java/17.0.12 vendor/Amazon.com_Inc. io/sync http/Apache cfg/retry-mode/legacy',
    role: role('Platform'),
    operations: [PROCESSING, 'CreateAutoMLJobV2'],
    encrypts: 0.2,
    vpc: 0.9,
    alone: 0.3,
    refused: 0,
    weight: 2,
  },
];

/** Calls that create no job: most of any history. */
export const OTHERS: readonly (readonly [source: string, name: string])[] = [
  ['s3.amazonaws.com', 'PutBucketPolicy'],
  ['sts.amazonaws.com', 'AssumeRole'],
  ['ec2.amazonaws.com', 'DescribeSecurityGroups'],
  ['sagemaker.amazonaws.com', 'DescribeTrainingJob'],
  ['sagemaker.amazonaws.com', 'CreateEndpoint'],
  ['sagemaker.amazonaws.com', 'AddTags'],
  ['kms.amazonaws.com', 'Decrypt'],
  ['logs.amazonaws.com', 'CreateLogStream'],
];
