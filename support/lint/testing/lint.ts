/** Requests for tests. Nothing but tests imports this. */

import { group, network, subnet } from '../../network/testing/sample.ts';
import { shapeOf, TABLE } from '../../sagemaker/constraints/table.ts';
import { lintRequest } from '../judge-request.ts';
import type { NetworkSource } from '../network/book.ts';
import { readRequests } from '../read-requests.ts';
import type { LintedJob } from '../types.ts';

export const VPC = { Subnets: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] };

/** Knows every subnet and group, and all of them let everything through. */
export const ALL_OPEN: NetworkSource = {
  title: 'a network that lets everything through',
  read: async ({ subnets, securityGroups }) => {
    const open = network({
      subnets: subnets.map((id, index) => subnet(index, { id })),
      securityGroups: securityGroups.map((id) => group(id)),
    });
    return { worst: open, best: open, unknown: {}, why: '' };
  },
};

/** Two instances, encrypted, in `VPC`. */
export const training = (more: object = {}) => ({
  TrainingJobName: 'fraud-7',
  ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge' },
  VpcConfig: VPC,
  EnableInterContainerTrafficEncryption: true,
  ...more,
});

/** A Step Functions definition with one task. */
export const machine = (task: object) => ({
  StartAt: 'Train',
  States: {
    Train: { Type: 'Task', Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync', End: true, ...task },
  },
});

/** Every job of a document, judged by the documented rules. */
export async function linted(
  document: unknown,
  source?: NetworkSource,
  mode: 'documented' | 'observed' = 'documented',
): Promise<readonly LintedJob[]> {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 2);
  const jobs = readRequests(text, 'file.json').map((read) => lintRequest(read, source, { mode, strict: false }));
  return (await Promise.all(jobs)).flat();
}

/** Its answer, and the ids of what was found. */
export const brief = ({ answered, findings }: LintedJob) => [answered.answer, ...findings.map(({ id }) => id)];

/** As `aws sagemaker … --generate-cli-skeleton` writes it: every member, with nothing filled in. */
export function skeleton(operation: string): unknown {
  return empty(TABLE.operations[operation] ?? '', []);
}

function empty(name: string, above: readonly string[]): unknown {
  const shape = shapeOf(TABLE, name);
  if (above.includes(name)) return {};
  const inner = (of: string) => empty(of, [...above, name]);
  switch (shape.type) {
    case 'structure':
      return Object.fromEntries(Object.entries(shape.members).map(([member, of]) => [member, inner(of)]));
    case 'list':
      return [inner(shape.member)];
    case 'map':
      return { KeyName: inner(shape.value) };
    case 'boolean':
      return true;
    case 'string':
      return shape.enum?.[0] ?? '';
    default:
      return 0;
  }
}
