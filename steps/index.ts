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
export type { Account, Finding, Harness, JournalEntry, KeptJob, Verdict } from '../support/harness.ts';
export type {
  Attempt,
  CommandRun,
  EgressCall,
  Expectation,
  Shape,
  Situation,
  WrapperVerdict,
} from '../support/wrappers/types.ts';
export type { AskedJob } from './asking.ts';
export type { PrivateVpc } from './private-vpc.ts';
export { type TrainEncryptParameters, TrainEncryptWorld, type WrapperSettings } from './train-encrypt-world.ts';
