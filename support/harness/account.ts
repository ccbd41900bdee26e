import { randomInt } from 'node:crypto';
import { Agent } from 'node:http';
import { EC2Client } from '@aws-sdk/client-ec2';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { CLIENT_SETTINGS, SECRET } from '../engines/client-settings.ts';

/** The region of an account that names none. */
export const DEFAULT_REGION = 'eu-central-1';

/** A new account id. Random: workers and processes that share one engine do not know of each other. */
export function newAccountId(): string {
  return String(randomInt(100_000_000_000, 1_000_000_000_000));
}

/** What a process needs in its environment for any AWS SDK to talk to this account at `url`, and to nothing else. */
export function environmentOf(url: string, account: string, region: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** Clients for accounts at one endpoint. They share their connections, and are closed together. */
export class Clients implements Disposable {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 50 });
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  sagemaker(account: string, region: string): SageMakerClient {
    return new SageMakerClient(this.#configuration(account, region));
  }

  ec2(account: string, region: string): EC2Client {
    return new EC2Client(this.#configuration(account, region));
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  #configuration(account: string, region: string) {
    return {
      ...CLIENT_SETTINGS,
      region,
      endpoint: this.#url,
      credentials: { accessKeyId: account, secretAccessKey: SECRET },
      requestHandler: { httpAgent: this.#agent },
    };
  }
}
