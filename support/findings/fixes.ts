import type { Answer } from './answer.ts';
import type { FindingId } from './names.ts';

/** What a finding looks like, and what the user does about it. Our words. */
export interface Explained {
  readonly example: string;
  readonly fix: string;
}

const FLAG = 'EnableInterContainerTrafficEncryption';

/** For every finding beside those of the rules. */
export const EXPLAINED: Readonly<Record<FindingId, Explained>> = {
  'flag-not-sent': { example: `InstanceCount is 2, and ${FLAG} is absent.`, fix: `Send ${FLAG}: true.` },
  'flag-false': { example: `InstanceCount is 2, and ${FLAG} is false.`, fix: `Send ${FLAG}: true.` },
  'flag-false-one-instance': {
    example: `InstanceCount is 1, and ${FLAG} is false.`,
    fix: 'Send true, or omit the flag, before the job gets a second instance.',
  },
  'vpc-not-sent': {
    example: 'Subnets and security groups were given, and the request has no VpcConfig.',
    fix: 'Send VpcConfig with the subnets and security groups that were given.',
  },
  'vpc-changed': {
    example: 'Three subnets were given, and VpcConfig.Subnets has two of them.',
    fix: 'Send all that was given in VpcConfig, and nothing else.',
  },
  'count-constraint': {
    example: 'InstanceCount is -1.',
    fix: 'Send a number of instances that the API accepts.',
  },
  'not-shown': {
    example: 'The number of instances is filled in when the template is deployed.',
    fix: 'Give lint what it lacks: the rendered document, or the file that describes the network.',
  },
  'vpc-constraint': {
    example: 'VpcConfig.Subnets is an empty list.',
    fix: 'Send at least one subnet and one security group, and no more than the API accepts.',
  },
  'member-misfit': {
    example: 'EnableInterContainerTrafficEncryption is the text "yes".',
    fix: 'Send the type that the API takes: true or false, a list of ids, a whole number.',
  },
  'unknown-member': {
    example: 'CreateTrainingJob has NetworkConfig, which only processing jobs have.',
    fix: 'Write the member that the finding names in its fix.',
  },
  'region-changed': {
    example: 'AWS_REGION is eu-central-1, and the request went to us-east-1.',
    fix: 'Take the region from AWS_REGION.',
  },
  'child-not-encrypted': {
    example: 'A tuning job is encrypted, and a training job that it launched is not.',
    fix: 'Set flag and VpcConfig in the definition that the parent launches from.',
  },
  'shape-not-taken': {
    example: 'The situation gives two instances, and the request has one.',
    fix: 'Take the number from TRAIN_ENCRYPT_INSTANCES or {instances}, or leave the situation out with a reason.',
  },
  'no-call': {
    example: "ModuleNotFoundError: No module named 'sagemaker', and no call to SageMaker.",
    fix: 'Fix the error that the command reports; let it use the endpoint, region and credentials of its environment.',
  },
  'no-job': {
    example: 'ListTrainingJobs was called, and nothing that creates a job.',
    fix: 'Let the command create its job: without a dry run, and without a question that nobody answers.',
  },
  'launched-anyway': {
    example: 'The security group allows no ESP, and the job was created without encryption.',
    fix: 'Launch nothing, print why, and exit with a non-zero code.',
  },
  'fails-anyway': {
    example: 'The command exits 1 without a call, in every situation alike.',
    fix: 'Let the command launch its job in the situation documented first.',
  },
  'fallback-in-the-clear': {
    example: 'A job was refused, and requested again without the flag.',
    fix: 'Report the error, and request nothing that is less protected.',
  },
  'retry-weaker': {
    example: 'A throttled request was retried without VpcConfig.',
    fix: 'Retry with the same request.',
  },
  'error-hidden': {
    example: 'CreateTrainingJob was refused, and the command exited 0.',
    fix: 'Exit with a non-zero code when a job was not created.',
  },
  'gave-up': {
    example: 'ThrottlingException ended the command at once.',
    fix: 'Retry errors that pass, as every AWS SDK does by default.',
  },
  'exit-code': {
    example: 'The job was created, and then the command exited 1.',
    fix: 'Find the error in its output; exit 0 only when all was done.',
  },
  'nothing-said': {
    example: 'The command exited 1 without a line of output.',
    fix: 'Print the error before exiting.',
  },
  'definition-not-read': {
    example: 'CreatePipeline has PipelineDefinitionS3Location.',
    fix: 'Send the definition in the request while it is checked, or lint its file.',
  },
  'definition-not-started': {
    example: 'CreatePipeline succeeded in the situation esp-missing.',
    fix: 'Judge the definition in the situation documented, and leave this one out with a reason.',
  },
  'step-not-run': {
    example: 'A Condition step compares a number that a job wrote into a file, so neither branch ran.',
    fix: 'Check a definition whose requests need nothing from such a step, or judge it with train-encrypt lint.',
  },
  'timed-out': {
    example: 'The command was still running after 600 s.',
    fix: 'Find out what it waits for, or set a longer timeout.',
  },
  killed: {
    example: 'SIGKILL ended the command.',
    fix: 'Find out what sent the signal: often the system, out of memory.',
  },
  interrupted: { example: 'Ctrl-C was pressed.', fix: 'Run check again.' },
  'not-started': {
    example: 'The program is not on the PATH.',
    fix: 'Check program, folder and permissions of the command.',
  },
  'left-running': {
    example: 'A background process outlived the command.',
    fix: 'Wait for what it starts: what that did later was not seen.',
  },
  'output-cut': { example: 'The command printed 1 GiB.', fix: 'Print less, or raise the output limit.' },
  'egress-refused': {
    example: 'The command tried to reach pypi.org.',
    fix: 'Launch without that host, or provide it on this machine.',
  },
  'egress-stopped': {
    example: 'The command connected to 169.254.169.254 without the proxy.',
    fix: 'Let its client use AWS_ENDPOINT_URL and HTTPS_PROXY.',
  },
  'certificate-untrusted': {
    example: 'The client of a hard-coded host reads neither AWS_CA_BUNDLE nor SSL_CERT_FILE.',
    fix: 'Let its client use AWS_ENDPOINT_URL, or one of these two.',
  },
  'no-such-flag': {
    example: 'CreateTransformJob with three instances.',
    fix: 'Use one instance where traffic between instances must not be unencrypted.',
  },
  'not-decided': {
    example: `${FLAG} is a parameter of the pipeline.`,
    fix: 'Write the value into the definition itself.',
  },
  'not-simulated': {
    example: 'CreateModel was called after the job, and nothing here answers it.',
    fix: 'Give the command a way to stop after its jobs.',
  },
  'baseline-weakened': {
    example: 'The approved request has the flag, and the new one does not.',
    fix: 'Send what was approved, or allow the change by name, owner and date.',
  },
  'baseline-changed': {
    example: 'The image of the job has another version.',
    fix: 'Review the difference, then approve it with --update.',
  },
  'baseline-new': {
    example: 'No file of approved requests exists.',
    fix: 'Approve what was sent with --update, and commit the file.',
  },
  'baseline-not-approved': {
    example: 'check --update ran, and the attempt failed.',
    fix: 'Fix what failed, then approve again.',
  },
};

/** For every answer. */
export const ANSWERED: Readonly<Record<Answer, Explained>> = {
  unencrypted: { example: 'Two instances, and the flag is absent.', fix: `Send ${FLAG}: true, with a VpcConfig.` },
  blocked: {
    example: 'Two instances, the flag is true, and the security group allows no ESP.',
    fix: 'Fix the rule or the VPC that the finding names.',
  },
  'not shown': {
    example: 'The command could not be started, or the number of instances is unknown.',
    fix: 'Provide the fact that is missing; --require-shown makes it fail until then.',
  },
  refused: {
    example: 'AccessDeniedException from a policy that denies jobs without encryption.',
    fix: 'Nothing where refusal is expected; else fix what the error names.',
  },
  'single instance': { example: 'InstanceCount is 1.', fix: 'Nothing: there is no traffic between instances.' },
  encrypted: {
    example: 'Two instances, the flag is true, and every rule is known to hold.',
    fix: 'Nothing.',
  },
};
