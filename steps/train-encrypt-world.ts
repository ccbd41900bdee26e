import { AfterAll, BeforeAll, setWorldConstructor, World } from '@cucumber/cucumber';
import type { EngineName, EngineReference } from '../support/engines/engine.ts';
import { type Account, type Harness, startHarness } from '../support/harness.ts';
import type { Finding, RulesMode } from '../support/rules/types.ts';
import { judgeAttempt } from '../support/wrappers/judge/index.ts';
import type { Attempt, Expectation, Shape, Situation, WrapperVerdict } from '../support/wrappers/types.ts';
import { type PrivateVpc, privateVpcOf } from './private-vpc.ts';
import type { RequestedJob } from './request-jobs.ts';
import { letTimePass, runIn, runInScenario } from './wrapper-run.ts';

/**
 * What a run may be given as `worldParameters`.
 * @example
 * ```ts
 * import type { TrainEncryptParameters } from 'train-encrypt/steps';
 *
 * const worldParameters: TrainEncryptParameters = { engine: 'localstack', strict: true };
 * ```
 */
export interface TrainEncryptParameters {
  /** Default `embedded`, which each thread has for itself. A reference: one that was started for all threads. */
  readonly engine?: EngineName | EngineReference;
  /** Default `documented`. */
  readonly rules?: RulesMode;
  /** Only documented rows of a security group count. Default false. */
  readonly strict?: boolean;
  /** Whether scenarios attach what they did, for the pages. Default false. */
  readonly evidence?: boolean;
}

/**
 * How wrappers are run.
 * @example
 * ```ts
 * import type { WrapperSettings } from 'train-encrypt/steps';
 *
 * const settings: WrapperSettings = { cwd: 'jobs', environment: { TEAM: 'fraud' }, timeoutSeconds: 60 };
 * ```
 */
export interface WrapperSettings {
  /** Default: the folder that cucumber-js runs in. */
  cwd?: string;
  /** Variables beside those of the clean environment. */
  readonly environment: Record<string, string>;
  /** Default: ten minutes. */
  timeoutSeconds?: number;
}

/** In the middle of an hour, so that an hourly schedule does not depend on the time of day of the test. */
const STARTS = new Date('2026-03-02T09:20:00Z');

let harness: Harness | undefined;

BeforeAll(async function () {
  const { engine, rules, strict } = this.parameters as TrainEncryptParameters;
  harness = await startHarness({
    engine: engine ?? 'embedded',
    rules: rules ?? 'documented',
    strict: strict ?? false,
    startTime: STARTS,
    onCall: letTimePass,
  });
});

AfterAll(async () => {
  await harness?.[Symbol.asyncDispose]();
});

/**
 * What the steps of one scenario share. Every scenario has an AWS account of its own on one harness, which starts before
 * the first scenario and ends after the last. Time passes for jobs when `account.advance` is called.
 * @example
 * ```ts
 * import { setWorldConstructor } from '@cucumber/cucumber';
 * import { TrainEncryptWorld } from 'train-encrypt/steps';
 *
 * class TeamWorld extends TrainEncryptWorld {
 *   release = '';
 * }
 * setWorldConstructor(TeamWorld);
 * ```
 */
export class TrainEncryptWorld<
  Parameters extends TrainEncryptParameters = TrainEncryptParameters,
> extends World<Parameters> {
  #account: Account | undefined;
  #job: RequestedJob | undefined;
  #attempt: Attempt | undefined;
  /** The private VPC that the scenario prepared, if any. */
  vpc: PrivateVpc | undefined;
  otherVpc: PrivateVpc | undefined;
  /** What a scenario says of how its wrappers are run. */
  readonly wrapper: WrapperSettings = { environment: {} };

  /** Started before the first scenario. Throws in a dry run, which starts none. */
  get harness(): Harness {
    if (!harness) throw new Error('the harness has not been started: it runs from BeforeAll to AfterAll');
    return harness;
  }

  /** Created on first use: a dry run creates worlds too, but starts no harness. */
  get account(): Account {
    this.#account ??= this.harness.createAccount();
    return this.#account;
  }

  /** On the harness, wherever a scenario may have gone; `undefined` until it uses one. */
  get ownAccount(): Account | undefined {
    return this.#account;
  }

  /** The private VPC, in a scenario that must have prepared one. */
  get privateVpc(): PrivateVpc {
    if (!this.vpc) throw new Error('this scenario prepared no private VPC');
    return this.vpc;
  }

  /**
   * Makes a network that a step of the team's own created the one that our steps speak of. The first security group is
   * "the group". Rejects with EC2's error when a subnet does not exist in this account.
   */
  async usePrivateVpc(network: {
    readonly subnets: readonly string[];
    readonly securityGroups: readonly string[];
  }): Promise<PrivateVpc> {
    this.vpc = await privateVpcOf(this.account.ec2, network);
    return this.vpc;
  }

  /** The job that was last requested. Throws in a scenario that has requested none. */
  get job(): RequestedJob {
    if (!this.#job) throw new Error('this scenario has requested no job yet');
    return this.#job;
  }

  set job(job: RequestedJob) {
    this.#job = job;
  }

  /** What was found about the last requested job, over all its definitions. */
  async findings(): Promise<readonly Finding[]> {
    const verdicts = await this.account.verdicts();
    return verdicts.filter((verdict) => verdict.job.name === this.job.name).flatMap((verdict) => verdict.findings);
  }

  /**
   * Runs a wrapper in the scenario's private VPC, or without a network where it prepared none, and waits for its end.
   * Rejects with a `Failure` when the command's surroundings cannot be made.
   * @param command program and arguments; a text is split at spaces, and a backslash keeps one. No shell reads it
   * @param shape the instances it gets; default two
   */
  async runWrapper(command: string | readonly string[], shape: Shape = { instances: 2 }): Promise<Attempt> {
    const scenario = { vpc: this.vpc, shape };
    this.attempt = await runInScenario(this.harness, this.account, scenario, { ...this.wrapper, command });
    return this.attempt;
  }

  /** Runs a wrapper in a situation of train-encrypt's, in an account of its own, and waits for its end. */
  async tryWrapper(command: string | readonly string[], situation: Situation): Promise<Attempt> {
    this.attempt = await runIn(this.harness, this.harness.createAccount(), situation, { ...this.wrapper, command });
    return this.attempt;
  }

  /** The last run of a wrapper. Throws in a scenario that has run none. */
  get attempt(): Attempt {
    if (!this.#attempt) throw new Error('this scenario has run no wrapper yet');
    return this.#attempt;
  }

  set attempt(attempt: Attempt) {
    this.#attempt = attempt;
  }

  /**
   * The judgement of `train-encrypt check` on the last run of a wrapper.
   * @param expectation what a good wrapper does; default what its situation expects, which is to launch
   */
  judge(expectation: Expectation = this.attempt.situation.expectation): WrapperVerdict {
    return judgeAttempt({ ...this.attempt, situation: { ...this.attempt.situation, expectation } });
  }
}

setWorldConstructor(TrainEncryptWorld);
