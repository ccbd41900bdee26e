import * as ec2 from '@aws-sdk/client-ec2';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import type { JournalEntry } from '../../../gateway/index.ts';
import { REPLAY_HEADER } from '../../../gateway/pages/replayed.ts';
import { Clients } from '../../../harness/account.ts';

/** What became of a request that was sent again. */
export interface Replayed {
  readonly replayOf: number;
  readonly status: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/**
 * Sends a recorded request again, to the endpoint, as the same account and region, marked as a replay of it. Resolves to
 * why not, as a text, where too little of it was kept or the SDK cannot write it.
 */
export async function replay(url: string, entry: JournalEntry): Promise<Replayed | string> {
  const { caller, service, sequence } = entry;
  const cannot = (why: string) => `call ${sequence} cannot be sent again: ${why}`;
  const Command = commandOf(entry);
  if (Command === undefined) return cannot('its request was not kept in whole');
  using clients = new Clients(url);
  // A session's key is its credential here.
  const key = caller.sessionKey ?? caller.account;
  const client = (service === 'ec2'
    ? clients.ec2(key, caller.region)
    : clients.sagemaker(key, caller.region)) as unknown as sagemaker.SageMakerClient;
  const command = new Command(entry.input) as sagemaker.CreateTrainingJobCommand;
  command.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers[REPLAY_HEADER] = String(sequence);
      return next(args);
    },
    { step: 'build', name: 'replay' },
  );
  try {
    const { $metadata } = await client.send(command);
    return { replayOf: sequence, status: $metadata.httpStatusCode ?? 200 };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode;
    return status === undefined ? cannot(message) : { replayOf: sequence, status, error: { code: name, message } };
  }
}

type Constructor = new (input: unknown) => unknown;

function commandOf({ service, operation = '', input, caller }: JournalEntry): Constructor | undefined {
  if (input === null || typeof input !== 'object' || caller.account === '') return undefined;
  const commands = { sagemaker, ec2 }[service] as Readonly<Record<string, unknown>> | undefined;
  const name = `${operation}Command`;
  const found = commands && Object.hasOwn(commands, name) ? commands[name] : undefined;
  return typeof found === 'function' ? (found as Constructor) : undefined;
}
