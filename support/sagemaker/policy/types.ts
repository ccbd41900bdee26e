/** A value of a condition, or several of which one is enough. */
type Wanted = string | boolean | number;

/** One statement, as https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html has it. */
export interface StatementDocument {
  Sid?: string | undefined;
  Effect: 'Allow' | 'Deny';
  Action?: string | string[] | undefined;
  NotAction?: string | string[] | undefined;
  Resource?: string | string[] | undefined;
  NotResource?: string | string[] | undefined;
  /** Operators, such as `Bool`, of condition keys and their values. */
  Condition?: Record<string, Record<string, Wanted | Wanted[]>> | undefined;
}

/**
 * A policy as a file or a program gives it.
 * @example
 * ```ts
 * import { startHarness } from 'train-encrypt';
 * import type { PolicyDocument } from 'train-encrypt';
 *
 * await using harness = await startHarness();
 * const account = harness.createAccount();
 *
 * const policy: PolicyDocument = {
 *   Statement: {
 *     Effect: 'Deny',
 *     Action: 'sagemaker:CreateTrainingJob',
 *     Resource: '*',
 *     Condition: { Bool: { 'sagemaker:InterContainerTrafficEncryption': 'false' } },
 *   },
 * };
 * account.setPolicy(policy);
 * ```
 */
export interface PolicyDocument {
  Version?: '2012-10-17' | '2008-10-17' | undefined;
  Id?: string | undefined;
  Statement: StatementDocument | StatementDocument[];
}
