import assert from 'node:assert/strict';
import { test } from 'node:test';
import { senderOf } from './sender.ts';

// Sent by released SDKs, as recorded from them on 2026-11-28 or quoted in public CloudTrail events; kernel versions made plain.
const SENT: readonly (readonly [agent: string, name: string, version: string, kind: string, via: string])[] = [
  [
    'Boto3/1.44.5 md/Botocore#1.44.8 ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/python#3.11.7 md/pyimpl#CPython m/Z,g,E,b cfg/retry-mode#standard Botocore/1.44.8',
    'Boto3',
    '1.44.5',
    'SDK',
    '',
  ],
  [
    'Boto3/1.44.5 md/Botocore#1.44.8 ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/python#3.11.7 md/pyimpl#CPython m/Z,g,E,b cfg/retry-mode#standard Botocore/1.44.8 lib/AWS-SageMaker-Python-SDK#3.0',
    'SageMaker Python SDK',
    '3.0',
    'SDK',
    'Boto3 1.44.5',
  ],
  [
    'Boto3/1.44.5 md/Botocore#1.44.8 ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/python#3.11.7 md/pyimpl#CPython m/Z,g,E,b cfg/retry-mode#standard Botocore/1.44.8 lib/AWS-SageMakerCore#2.27.0',
    'sagemaker-core',
    '2.27.0',
    'SDK',
    'Boto3 1.44.5',
  ],
  [
    'AWS-SageMaker-Python-SDK/2.165.0 Python/3.9.15 Linux/5.10.178 Boto3/1.26.142 Botocore/1.29.142 AWS-SageMaker-Notebook-Instance/v1.2',
    'SageMaker Python SDK',
    '2.165.0',
    'SDK',
    'Boto3 1.26.142',
  ],
  [
    'aws-cli/2.17.56 md/awscrt#0.21.2 ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.12.6 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#sagemaker.create-training-job',
    'AWS CLI',
    '2.17.56',
    'CLI',
    '',
  ],
  ['aws-cli/1.27.1 Python/3.9.2 Linux/5.10.0 botocore/1.29.1', 'AWS CLI', '1.27.1', 'CLI', 'Botocore 1.29.1'],
  [
    'APN/1.0 HashiCorp/1.0 Terraform/1.4.2 (+https://www.terraform.io) terraform-provider-aws/4.59.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go/1.44.221 (go1.19.6; linux; amd64)',
    'Terraform AWS provider',
    '4.59.0',
    'wrapper',
    'AWS SDK for Go 1.44.221',
  ],
  [
    'Boto3/1.34.162 md/Botocore#1.34.162 ua/2.0 os/linux#6.1.0 md/arch#x86_64 lang/python#3.12.4 md/pyimpl#CPython Airflow/2.10.2 AmPP/8.29.0 Caller/SageMakerTrainingOperator Botocore/1.34.162',
    'Apache Airflow SageMakerTrainingOperator',
    '2.10.2',
    'wrapper',
    'Boto3 1.34.162',
  ],
  [
    'Boto3/1.35.36 md/Botocore#1.35.36 ua/2.0 os/linux#5.10.226 lang/python#3.11.9 app/fraud-trainer Botocore/1.35.36',
    'fraud-trainer',
    '',
    'wrapper',
    'Boto3 1.35.36',
  ],
  [
    'aws-sdk-java/2.28.11 Linux/5.10.226 OpenJDK_64-Bit_Server_VM/17.0.12+7 Java/17.0.12 vendor/Amazon.com_Inc. io/sync http/Apache cfg/retry-mode/legacy',
    'AWS SDK for Java',
    '2.28.11',
    'SDK',
    '',
  ],
  [
    'aws-sdk-js/3.600.0 ua/2.0 os/linux#5 lang/js md/nodejs#20.1.0 api/sagemaker#3.600.0',
    'AWS SDK for JavaScript',
    '3.600.0',
    'SDK',
    '',
  ],
  ['team-launcher/4.2 Boto3/1.35.36 Botocore/1.35.36', 'team-launcher', '4.2', 'wrapper', 'Boto3 1.35.36'],
  ['states.amazonaws.com', 'states.amazonaws.com', '', 'service', ''],
  ['AWS Internal', 'AWS Internal', '', 'service', ''],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 'a browser', '', 'console', ''],
  ['curl/8.5.0', 'curl', '8.5.0', 'unknown', ''],
  ['', 'no user agent', '', 'unknown', ''],
];

for (const [agent, name, version, kind, via] of SENT) {
  test(`${agent === '' ? 'nothing' : agent.slice(0, 60)} is ${name} ${version}`, () => {
    assert.deepEqual(senderOf(agent), { name, version, kind, via });
  });
}

test('what cannot be seen in a user agent is escaped, and what is long is cut', () => {
  const { name } = senderOf(`a\u001b[31mb/1 ${'x'.repeat(500)}`);
  assert.equal(name, 'a\\u001b[31mb');
  assert.ok(senderOf('y'.repeat(500)).name.length <= 61);
});
