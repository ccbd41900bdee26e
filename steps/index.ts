// What `train-encrypt/steps` exports: importing it registers the steps that README.md in this folder lists, for the
// cucumber-js that runs. Steps that test train-encrypt itself are in the files not named here.
import './one-cucumber.ts';
import './evidence.steps.ts';
import './faults.steps.ts';
import './jobs.steps.ts';
import './network.steps.ts';
import './policy.steps.ts';
import './tuning.steps.ts';
import './verdicts.steps.ts';
import './wrappers.steps.ts';

export type { WrapperFinding } from '../support/findings/finding.ts';
export type { JournalEntry } from '../support/gateway/index.ts';
export type { Account, Harness } from '../support/harness.ts';
export type { Finding, Verdict } from '../support/rules/types.ts';
export type { JobRecord } from '../support/sagemaker/index.ts';
export type {
  Attempt,
  CommandRun,
  EgressCall,
  Expectation,
  Shape,
  Situation,
  WrapperVerdict,
} from '../support/wrappers/types.ts';
export type { PrivateVpc } from './private-vpc.ts';
export type { RequestedJob } from './request-jobs.ts';
export { type TrainEncryptParameters, TrainEncryptWorld, type WrapperSettings } from './train-encrypt-world.ts';
