import * as ec2 from '@aws-sdk/client-ec2';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import type { JournalEntry } from '../../../gateway/index.ts';
import { PageError } from '../../../gateway/pages/page-error.ts';
import { REPLAY_HEADER } from '../../../gateway/pages/replayed.ts';
import { Clients } from '../../../harness/account.ts';

/** What became of a request that was sent again. */
export interface Replayed {
  readonly replayOf: number;
  readonly status: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Only what was understood can be sent again: of other services, and of broken requests, too little is kept. */
export const isReplayable = (entry: JournalEntry): boolean => commandOf(entry) !== undefined;

/**
 * Sends a recorded request again, to the endpoint, as the same account and region, marked as a replay of it.
 * @throws PageError 409 when too little of it was kept, 400 when the SDK cannot write it
 */
export async function replay(url: string, entry: JournalEntry): Promise<Replayed> {
  const Command = commandOf(entry);
  if (Command === undefined) {
    throw new PageError(409, `call ${entry.sequence} cannot be sent again: its request was not kept in whole`);
  }
  const { caller, service, sequence } = entry;
  using clients = new Clients(url);
  // A session's key is its credential here.
  const key = caller.sessionKey ?? caller.account;
  const client = (service === 'ec2'
    ? clients.ec2(key, caller.region)
    : clients.sagemaker(key, caller.region)) as unknown as sagemaker.SageMakerClient;
  const command = new Command(entry.input) as Sent;
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
    if (status === undefined) throw new PageError(400, `call ${sequence} cannot be sent again: ${message}`);
    return { replayOf: sequence, status, error: { code: name, message } };
  }
}

type Sent = sagemaker.CreateTrainingJobCommand;
type Constructor = new (input: unknown) => unknown;

function commandOf({ service, operation = '', input, caller }: JournalEntry): Constructor | undefined {
  if (input === null || typeof input !== 'object' || caller.account === '') return undefined;
  const commands = { sagemaker, ec2 }[service] as Readonly<Record<string, unknown>> | undefined;
  const found =
    commands && Object.hasOwn(commands, `${operation}Command`) ? commands[`${operation}Command`] : undefined;
  return typeof found === 'function' ? (found as Constructor) : undefined;
}
