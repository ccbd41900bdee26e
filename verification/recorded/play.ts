import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as s3 from '@aws-sdk/client-s3';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import * as sts from '@aws-sdk/client-sts';
import type { MiddlewareStack } from '@smithy/types';
import { CLIENT_SETTINGS, SECRET } from '../../support/engines/client-settings.ts';
import { MissingReference, resolved, textAt } from '../parity/references.ts';
import { differences } from './compare.ts';
import type { Fact, RecordedCall, RecordedError, RecordedService } from './fact.ts';

const SERVICES = {
  ec2: { sdk: ec2, Client: ec2.EC2Client },
  iam: { sdk: iam, Client: iam.IAMClient },
  s3: { sdk: s3, Client: s3.S3Client },
  sagemaker: { sdk: sagemaker, Client: sagemaker.SageMakerClient },
  sts: { sdk: sts, Client: sts.STSClient },
} as const;

/** What the SDK thinks of a recorded request is no matter. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

const DEFAULT_REGION = 'eu-central-1';

/** Where facts are played. */
export interface Stage {
  readonly url: string;
  /** An account that nobody has used before, 12 digits. */
  newAccount(): string;
  /** Headers that keep accounts apart there. */
  headers(account: string): Readonly<Record<string, string>>;
}

/** How the calls of a fact were answered otherwise than recorded, each in one line; none: as recorded. */
export async function play(fact: Fact, stage: Stage): Promise<readonly string[]> {
  const account = stage.newAccount();
  const given = new Map([['account', account]]);
  const clients = new Map<string, SentTo>();
  try {
    for (const [index, call] of fact.calls.entries()) {
      const wrong = await make(call, fact, { stage, account, given, clients });
      if (wrong.length > 0) return wrong.map((text) => `call ${index + 1}, ${call.operation}: ${text}`);
    }
    return [];
  } finally {
    for (const client of clients.values()) client.destroy();
  }
}

interface SentTo {
  send(command: never): Promise<object>;
  destroy(): void;
}

interface Scene {
  readonly stage: Stage;
  readonly account: string;
  readonly given: Map<string, string>;
  readonly clients: Map<string, SentTo>;
}

async function make(call: RecordedCall, fact: Fact, scene: Scene): Promise<readonly string[]> {
  const { given } = scene;
  const service = call.service ?? fact.service;
  try {
    const input = resolved(call.input ?? {}, given) as object;
    const output = await answered(service, call.operation, input, clientOf(call, fact, scene));
    if (call.error !== undefined) return [`answered, instead of ${call.error.code}`];
    for (const [name, path] of Object.entries(call.saves ?? {})) {
      const text = textAt(path, output);
      if (text === undefined) return [`the answer has no ${path}`];
      given.set(name, text);
    }
    return call.answer === undefined ? [] : differences(call.answer, output, given);
  } catch (error) {
    if (error instanceof MissingReference) return [error.message];
    return call.error === undefined ? [`failed: ${said(error)}`] : errorDifferences(call.error, error, given);
  }
}

async function answered(service: RecordedService, operation: string, input: object, client: SentTo): Promise<object> {
  const Command = Reflect.get(SERVICES[service].sdk, `${operation}Command`) as
    | (new (
        input: object,
      ) => never)
    | undefined;
  if (Command === undefined) throw new Error(`the SDK has no ${service} ${operation}`);
  const command = new Command(input) as { readonly middlewareStack: MiddlewareStack<object, object> };
  // The SDK completes a bucket's location: the recorded request is sent as it was.
  const recorded = structuredClone(input);
  const asRecorded = { step: 'initialize', priority: 'low', name: 'asRecorded' } as const;
  command.middlewareStack.add((next) => (args) => next({ ...args, input: recorded }), asRecorded);
  const output = await client.send(command as never);
  const body = Reflect.get(output, 'Body') as { transformToString?: () => Promise<string> } | undefined;
  return body?.transformToString === undefined ? output : { ...output, Body: await body.transformToString() };
}

function clientOf(call: RecordedCall, fact: Fact, { stage, account, given, clients }: Scene): SentTo {
  const service = call.service ?? fact.service;
  const region = call.region ?? fact.region ?? DEFAULT_REGION;
  const key = `${service} ${region} ${call.as ?? ''}`;
  const known = clients.get(key);
  if (known) return known;
  const credentials =
    call.as === undefined
      ? { accessKeyId: account, secretAccessKey: SECRET }
      : {
          accessKeyId: given.get('key') ?? '',
          secretAccessKey: given.get('secret') ?? '',
          sessionToken: given.get('token') ?? '',
        };
  const client = new SERVICES[service].Client({
    ...CLIENT_SETTINGS,
    region,
    endpoint: stage.url,
    credentials,
    requestHandler: { requestTimeout: 60_000 },
    logger: SILENT,
    ...(service === 's3' && { forcePathStyle: true, followRegionRedirects: false }),
  });
  const headers = call.as === undefined ? stage.headers(account) : {};
  const stack = client.middlewareStack as MiddlewareStack<object, object>;
  stack.add(
    (next) => (args) => {
      Object.assign((args.request as { headers: object }).headers, headers);
      return next(args);
    },
    { step: 'build', name: 'accountHeaders' },
  );
  clients.set(key, client as unknown as SentTo);
  return client as unknown as SentTo;
}

function errorDifferences(
  { code, message, status }: RecordedError,
  error: unknown,
  given: ReadonlyMap<string, string>,
): readonly string[] {
  const { name, message: text = '', $metadata, Code = name } = error as ec2.EC2ServiceException & { Code?: string };
  // An answer without a body has no code but its status.
  const hasCode = /^\d+$/.test(code) ? String($metadata?.httpStatusCode) === code : [name, Code].includes(code);
  const wanted = message === undefined ? undefined : (resolved(message, given) as string);
  return [
    ...(hasCode ? [] : [`failed with ${said(error)}, not ${code}`]),
    ...(wanted === undefined || text === wanted
      ? []
      : [`the message is ${JSON.stringify(text)}, not ${JSON.stringify(wanted)}`]),
    ...(status === undefined || $metadata?.httpStatusCode === status
      ? []
      : [`the status is ${$metadata?.httpStatusCode}, not ${status}`]),
  ];
}

const said = (error: unknown): string => {
  const { name, message } = error as Error;
  return `${name}: ${message}`.slice(0, 400);
};
