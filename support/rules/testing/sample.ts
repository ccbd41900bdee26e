/** Jobs for tests. Nothing but tests imports this. */
import assert from 'node:assert/strict';
import type { Network } from '../../network/model.ts';
import { network as sampleNetwork } from '../../network/testing/sample.ts';
import { judge } from '../judge.ts';
import type { Finding, Job, RuleOptions, Verdict } from '../types.ts';

export const DOCUMENTED: RuleOptions = { mode: 'documented', strict: false };
export const OBSERVED: RuleOptions = { mode: 'observed', strict: false };
export const STRICT: RuleOptions = { mode: 'documented', strict: true };

/** Two instances that ask for encrypted traffic in a private VPC, unless said otherwise. */
export function job(parts: Partial<Job> = {}): Job {
  return {
    operation: 'CreateTrainingJob',
    name: 'fraud-7',
    path: '',
    encrypted: true,
    flagPath: 'EnableInterContainerTrafficEncryption',
    vpc: { subnets: ['subnet-0', 'subnet-1'], securityGroups: ['sg-1'] },
    instances: 2,
    instanceTypes: ['ml.m5.xlarge'],
    ...parts,
  };
}

export interface Case {
  readonly job?: Partial<Job>;
  readonly network?: Partial<Network>;
  readonly options?: RuleOptions;
}

export function verdictOf({ job: parts, network, options = DOCUMENTED }: Case): Verdict {
  const one = job(parts);
  return judge(one, one.vpc && sampleNetwork(network), options);
}

/** What one rule finds; `undefined` when it says nothing. A rule says one thing of a job at most. */
export function findingOf(rule: string, given: Case): Finding | undefined {
  const found = verdictOf(given).findings.filter((finding) => finding.rule === rule);
  assert.ok(found.length <= 1, `${rule} says ${found.length} things`);
  return found[0];
}

/** How a rule stands: its outcome, and whether it refuses. */
export function standing(rule: string, given: Case): string {
  const found = findingOf(rule, given);
  return found ? `${found.outcome}${found.refuses ? ', refuses' : ''}` : 'says nothing';
}
