import { Agent, request } from 'node:http';

/** Who asks: any account will do. Signatures are not checked here, and moto does not check them by default. */
const credential = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=111122223333/20261128/eu-central-1/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;

export interface Ask {
  readonly operation: string;
  readonly body: object;
}

/** A client that speaks as an SDK does, over connections that are kept. */
export class Client implements Disposable {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #url: URL;

  constructor(url: string) {
    this.#url = new URL(url);
  }

  /** The answer as text. Rejects unless it is a 200. */
  sageMaker({ operation, body }: Ask): Promise<string> {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `SageMaker.${operation}` };
    return this.#send('sagemaker', headers, JSON.stringify(body));
  }

  ec2(form: Readonly<Record<string, string>>): Promise<string> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    return this.#send('ec2', headers, new URLSearchParams({ Version: '2016-11-15', ...form }).toString());
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  #send(service: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: this.#url.hostname,
          port: this.#url.port,
          method: 'POST',
          headers: {
            ...headers,
            authorization: credential(service),
            'content-length': Buffer.byteLength(body),
            'x-amz-date': '20261128T090000Z',
            'user-agent': 'aws-sdk-js/3.1142.0 lang/js md/nodejs',
            'amz-sdk-invocation-id': 'cf7e6c3a-4a0a-4e7b-9a36-5a7e7b8b5f0e',
            'amz-sdk-request': 'attempt=1; max=3',
          },
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          answer.on('end', () => {
            if (answer.statusCode === 200) resolve(text);
            else reject(new Error(`it answered ${answer.statusCode}: ${text.slice(0, 500)}`));
          });
        },
      );
      sent.on('error', reject).end(body);
    });
  }
}

/** Requests a second, so many at once in flight. */
export async function rate(count: number, inFlight: number, ask: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const started = performance.now();
  const one = async () => {
    while (next < count) {
      next += 1;
      await ask(next);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  return (count * 1000) / (performance.now() - started);
}

/** A request for a training job as wrappers send it. */
export function training(name: string, vpc?: { readonly subnet: string; readonly group: string }): Ask {
  return {
    operation: 'CreateTrainingJob',
    body: {
      TrainingJobName: name,
      AlgorithmSpecification: {
        TrainingImage: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/train:latest',
        TrainingInputMode: 'File',
      },
      RoleArn: 'arn:aws:iam::123456789012:role/SageMakerRole',
      HyperParameters: { epochs: '10', learning_rate: '0.1' },
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: {
            S3DataSource: {
              S3DataType: 'S3Prefix',
              S3Uri: 's3://bucket/train',
              S3DataDistributionType: 'FullyReplicated',
            },
          },
        },
      ],
      OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
      ResourceConfig: { InstanceType: 'ml.p4d.24xlarge', InstanceCount: 2, VolumeSizeInGB: 100 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      Tags: [{ Key: 'team', Value: 'fraud' }],
      ...(vpc && {
        VpcConfig: { Subnets: [vpc.subnet], SecurityGroupIds: [vpc.group] },
        EnableInterContainerTrafficEncryption: true,
      }),
    },
  };
}
