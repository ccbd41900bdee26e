import assert from 'node:assert/strict';
import { EC2Client } from '@aws-sdk/client-ec2';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { setDefaultTimeout, setWorldConstructor } from '@cucumber/cucumber';
import type { Account } from '../../support/harness.ts';
import { TrainEncryptWorld } from '../train-encrypt-world.ts';
import type { TimedPair } from './timed.ts';

setDefaultTimeout(30_000);

/** What the steps of our own features share beside what teams' steps do. */
export class ScenarioWorld extends TrainEncryptWorld {
  #elsewhere: Account | undefined;
  /** The same training, timed unencrypted and encrypted, by the name the scenario gives it. */
  readonly timed = new Map<string, TimedPair>();
  /** What EC2 answered to a rule that was expected to fail. */
  ec2Error: unknown;

  override get account(): Account {
    return this.#elsewhere ?? super.account;
  }

  /** From here on the clients of the account talk to another endpoint, such as one that `serve` opened. */
  goTo(url: string): void {
    const { id, region, environment } = this.account;
    const options = { endpoint: url, region, credentials: { accessKeyId: id, secretAccessKey: 'train-encrypt' } };
    this.#elsewhere = {
      id,
      region,
      environment: { ...environment, AWS_ENDPOINT_URL: url },
      ec2: new EC2Client(options),
      sagemaker: new SageMakerClient(options),
      // What another process knows of its jobs and clocks is out of reach from here.
      setRules: () => assert.fail('rules of another process cannot be set'),
      setPolicy: () => assert.fail('the policy of another process cannot be set'),
      jobs: () => assert.fail('jobs of another process cannot be read'),
      verdicts: () => assert.fail('verdicts of another process cannot be read'),
      advance: () => assert.fail('the clock of another process cannot be turned'),
    };
  }
}

setWorldConstructor(ScenarioWorld);
