import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a small wrapper in JavaScript without an SDK, which starts fast: `launch.mjs`. What it does is asked for by
 * its arguments: `--clear` leaves the flag out, `--name <name>`, `--image <image>`, `--print <text>`, `--exit <code>`, `--wait` never ends
 * after its call, `--silent` makes no call.
 */
export function writeWrapper(folder: string): string {
  const file = join(folder, 'launch.mjs');
  writeFileSync(file, WRAPPER);
  chmodSync(file, 0o755);
  return file;
}

const WRAPPER = `#!/usr/bin/env node
const args = process.argv.slice(2);
const value = (name, otherwise) => (args.includes(name) ? args[args.indexOf(name) + 1] : otherwise);
const list = (text = '') => text.split(',').filter(Boolean);
const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_REGION, TRAIN_ENCRYPT_SUBNETS, TRAIN_ENCRYPT_SECURITY_GROUPS } = process.env;
const request = {
  TrainingJobName: value('--name', 'job-' + Date.now()),
  RoleArn: process.env.TRAIN_ENCRYPT_ROLE_ARN,
  AlgorithmSpecification: { TrainingImage: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/' + value('--image', 'x:1'), TrainingInputMode: 'File' },
  OutputDataConfig: { S3OutputPath: 's3://models/' },
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: Number(process.env.TRAIN_ENCRYPT_INSTANCES ?? 2), VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  VpcConfig: { Subnets: list(TRAIN_ENCRYPT_SUBNETS), SecurityGroupIds: list(TRAIN_ENCRYPT_SECURITY_GROUPS) },
  ...(args.includes('--clear') ? {} : { EnableInterContainerTrafficEncryption: true }),
};
if (args.includes('--print')) console.log(value('--print'));
if (!args.includes('--silent')) {
  const credential = [AWS_ACCESS_KEY_ID, '20260101', AWS_REGION, 'sagemaker', 'aws4_request'].join('/');
  const answer = await fetch(AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'SageMaker.CreateTrainingJob',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + credential + ', SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(request),
  });
  console.log(answer.status, request.TrainingJobName);
  if (!answer.ok) {
    console.error(await answer.text());
    process.exitCode = 1;
  }
}
if (args.includes('--exit')) process.exitCode = Number(value('--exit'));
if (args.includes('--wait')) setInterval(() => {}, 1000);
`;
