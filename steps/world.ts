import assert from 'node:assert/strict';
import { EC2Client } from '@aws-sdk/client-ec2';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { AfterAll, BeforeAll, setDefaultTimeout, setWorldConstructor, World } from '@cucumber/cucumber';
import type { EngineName, EngineReference } from '../support/engines/engine.ts';
import { type Account, type Harness, startHarness } from '../support/harness.ts';
import type { Finding, RulesMode } from '../support/rules/types.ts';
import type { AskedJob } from './asking.ts';
import type { PrivateVpc } from './private-vpc.ts';
import type { TimedPair } from './timing.ts';

/** What a run is given on its command line. */
interface Parameters {
  /** One that was started for all threads; the embedded one each thread has for itself. */
  readonly engine?: EngineName | EngineReference;
  readonly rules?: RulesMode;
  readonly strict?: boolean;
}

/** In the middle of an hour: what runs every hour must not run or not by the time of day at which somebody tests. */
const STARTS = new Date('2026-03-02T09:20:00Z');

let harness: Harness;

BeforeAll(async function () {
  const { engine, rules, strict } = this.parameters as Parameters;
  harness = await startHarness({
    engine: engine ?? 'embedded',
    rules: rules ?? 'documented',
    strict: strict ?? false,
    startTime: STARTS,
  });
});

AfterAll(async () => {
  await harness[Symbol.asyncDispose]();
});

setDefaultTimeout(30_000);

/** What the steps of one scenario share. Every scenario has an AWS account of its own. */
export class ScenarioWorld extends World<Parameters> {
  #account: Account | undefined;
  /** The private VPC that the scenario prepared, if any. */
  vpc: PrivateVpc | undefined;
  otherVpc: PrivateVpc | undefined;
  /** The job last asked for, and what came of it. */
  asked: AskedJob | undefined;
  /** The same training, timed in the clear and encrypted, by the name the scenario gives it. */
  readonly timed = new Map<string, TimedPair>();
  /** What EC2 answered to a rule that was expected to fail. */
  ec2Error: unknown;

  /** Given when first asked for: a dry run makes worlds too, but starts no harness. */
  get account(): Account {
    this.#account ??= harness.account();
    return this.#account;
  }

  /** From here on the clients of the account talk to another endpoint, such as one that `serve` opened. */
  goTo(url: string): void {
    const { account } = this;
    const { id, region } = account;
    const options = { endpoint: url, region, credentials: { accessKeyId: id, secretAccessKey: 'train-encrypt' } };
    this.#account = {
      id,
      region,
      environment: { ...account.environment, AWS_ENDPOINT_URL: url },
      ec2: new EC2Client(options),
      sagemaker: new SageMakerClient(options),
      // What another process knows of its jobs and clocks is out of reach from here.
      setRules: () => assert.fail('rules of another process cannot be set'),
      setPolicy: () => assert.fail('the policy of another process cannot be set'),
      verdicts: () => assert.fail('verdicts of another process cannot be read'),
      advance: () => assert.fail('the clock of another process cannot be turned'),
    };
  }

  /** The private VPC, in a scenario that must have prepared one. */
  get privateVpc(): PrivateVpc {
    if (!this.vpc) throw new Error('this scenario prepared no private VPC');
    return this.vpc;
  }

  get job(): AskedJob {
    if (!this.asked) throw new Error('this scenario asked for no job');
    return this.asked;
  }

  /** What was found about the job last asked for, over all its definitions. */
  get findings(): readonly Finding[] {
    return this.account
      .verdicts()
      .filter((verdict) => verdict.job.name === this.job.name)
      .flatMap((verdict) => verdict.findings);
  }
}

setWorldConstructor(ScenarioWorld);
