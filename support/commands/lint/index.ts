import type { Command } from 'commander';
import { collected, profile, rulesOption } from '../options.ts';
import type { LintOptions } from './options.ts';

export function registerLint(program: Command): void {
  program
    .command('lint')
    .summary('judge request files before anything is launched')
    .description(
      'Reads requests for jobs and judges them without running anything: the flag and the VPC, and with a network also ' +
        'whether the instances can reach one another. It knows requests as JSON or YAML, CloudTrail events and logs, ' +
        'definitions of Step Functions and SageMaker Pipelines, CloudFormation templates, Terraform plans, Kubernetes ' +
        'manifests and more, by what is in them. Folders are walked as git does.',
    )
    .argument('<file...>', 'files, folders and patterns to judge; - is standard input')
    .option(
      '--network <file>',
      'subnets and security groups: by hand, as aws ec2 describe-… gave them, in a template or state; repeatable',
      collected(),
    )
    .option('--aws', 'read the network from EC2 with your own credentials; it only looks (Describe and Get)')
    .option('--profile <name>', 'with --aws: the AWS profile to use', profile)
    .option('--region <name>', 'with --aws: the region to look in')
    .addOption(rulesOption())
    .option('--strict', 'accept only the rules of a security group as documented, nothing broader')
    .option('--require-shown', 'end with 1 when something is not shown: a fact that decides is unknown')
    .option(
      '--allow-empty',
      'end with 0 when there is nothing to judge; files that lint does not know are counted only',
    )
    .option('--compact', 'print one line for each job')
    .option('--only-failures', 'print nothing about jobs with a tick')
    .option('--json <file>', 'write all that was found; - is standard output, where nothing else goes then')
    .option('--sarif <file>', 'write a SARIF report')
    .addHelpText(
      'after',
      `
Examples:
  train-encrypt lint create-training-job.json
  train-encrypt lint .
  terraform show -json plan.bin | train-encrypt lint -
  train-encrypt lint state-machine.asl.yaml --network network.yaml
  train-encrypt lint request.json --aws --profile team --region eu-central-1
  aws sagemaker describe-pipeline --pipeline-name nightly | train-encrypt lint -
  aws ec2 describe-security-groups > groups.json && aws ec2 describe-subnets > subnets.json
  train-encrypt lint request.json --network groups.json --network subnets.json

A network by hand:
  subnets:
    subnet-1: { cidr: 10.0.1.0/24, zone: eu-central-1a, acl: default }
  securityGroups:
    sg-1:
      inbound:  [UDP 500 from itself, ESP from itself]
      outbound: [all traffic to 0.0.0.0/0]`,
    )
    .action(async (files: string[], options: LintOptions) => {
      const { lint } = await import('./run.ts');
      process.exitCode = await lint(files, options);
    });
}
