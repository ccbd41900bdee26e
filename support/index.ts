// The public face of the package: what `import … from 'train-encrypt'` gives. It only re-exports.

export type { Engine, EngineName, EngineReference } from './engines/engine.ts';
export type { EngineOptions } from './engines/start.ts';
export { Failure } from './failure.ts';
export type { Faults, ListedFault } from './gateway/faults/faults.ts';
export type { FaultInput } from './gateway/faults/read.ts';
export type { Journal, JournalEntry } from './gateway/index.ts';
export { type Account, type Harness, type HarnessOptions, startHarness } from './harness.ts';
export type { Finding, Job, Outcome, Provenance, RuleOptions, RulesMode, Verdict } from './rules/types.ts';
export type { JobRecord } from './sagemaker/index.ts';
export type { PolicyDocument } from './sagemaker/policy/types.ts';
export type { Config, SituationConfig, WrapperConfig } from './wrappers/config/config.ts';
export type { Exception, Expectation } from './wrappers/types.ts';
