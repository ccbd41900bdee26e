import { parseQuoted } from '../../text.ts';
import { isObject, replaced, Undecided } from '../../undecided.ts';
import type { Found, FoundRequest, Reading } from '../document.ts';
import { storedElsewhere } from '../elsewhere.ts';
import { networkOf } from './network.ts';
import { operationOfType, requestOf } from './request.ts';
import { blocksOf, type TerraformResource } from './resource.ts';

/** What the resources of a plan, a state or a configuration ask for, and the network that they make. */
export function foundIn(resources: readonly TerraformResource[], reading: Reading): Found {
  const network = networkOf(resources).book();
  const requests = resources.flatMap((resource) => ofResource(resource, reading));
  return {
    requests: network ? requests.map((request) => ({ ...request, network })) : requests,
    ...(network && { network }),
  };
}

function ofResource(resource: TerraformResource, reading: Reading): readonly FoundRequest[] {
  const { type, address, values, path, isData } = resource;
  if (isData) return [];
  const operation = operationOfType(type);
  if (operation) {
    return [{ kind: 'terraform', operation, by: address, value: requestOf(operation, values), path: [...path] }];
  }
  if (type === 'aws_scheduler_schedule') {
    const [target] = blocksOf(values.target);
    const schedule = { Target: { Arn: target?.arn, Input: target?.input } };
    return named(reading.inner({ value: schedule, path })?.requests ?? [], address);
  }
  const definition = DEFINITIONS[type];
  if (!definition) return [];
  const whole = { kind: 'terraform', operation: definition.operation, by: address, value: undefined } as const;
  const [location] = blocksOf(values.pipeline_definition_s3_location);
  const stored =
    location &&
    storedElsewhere({ PipelineDefinitionS3Location: { Bucket: location.bucket, ObjectKey: location.object_key } });
  if (stored) return [{ ...whole, path, unseen: stored.unseen }];
  const given = definition.members.find((member) => values[member] !== undefined && values[member] !== null);
  if (given === undefined) return [];
  return ofDefinition(whole, values[given], [...path, given], reading);
}

type Whole = Pick<FoundRequest, 'kind' | 'operation' | 'by'> & { readonly value: undefined };

function ofDefinition(
  whole: Whole,
  given: unknown,
  path: FoundRequest['path'],
  reading: Reading,
): readonly FoundRequest[] {
  if (given instanceof Undecided) return [{ ...whole, path, unseen: `has a definition that ${given.why}` }];
  const value = typeof given === 'string' ? parseQuoted(given) : given;
  const found = isObject(value) ? reading.inner({ value, path }) : undefined;
  if (!found) return [{ ...whole, path, unseen: 'has a definition that cannot be read here' }];
  return named(found.requests, whole.by);
}

const named = (requests: Found['requests'], address: string): readonly FoundRequest[] =>
  requests.map((one) => ({
    ...one,
    kind: 'terraform',
    by: [address, one.by].filter(Boolean).join(' '),
    value: replaced(one.value, interpolated),
  }));

/** What Terraform fills into a text: only configuration still has it. */
const interpolated = (value: unknown): Undecided | undefined =>
  typeof value === 'string' && /\$\{[^}]*\}/.test(value)
    ? new Undecided(`is ${value}, known when Terraform plans`)
    : undefined;

/** What holds a definition as text, and what creates it. */
const DEFINITIONS: Readonly<Record<string, { readonly operation: string; readonly members: readonly string[] }>> = {
  aws_sfn_state_machine: { operation: 'CreateStateMachine', members: ['definition'] },
  awscc_stepfunctions_state_machine: { operation: 'CreateStateMachine', members: ['definition_string', 'definition'] },
  aws_sagemaker_pipeline: { operation: 'CreatePipeline', members: ['pipeline_definition'] },
  aws_ssm_document: { operation: 'CreateDocument', members: ['content'] },
  aws_cloudformation_stack: { operation: 'CreateStack', members: ['template_body'] },
};
