import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { JournalEntry } from '../../../gateway/index.ts';
import { PageError } from '../../../gateway/pages/page-error.ts';
import { REPLAY_HEADER } from '../../../gateway/pages/replayed.ts';
import { Clients } from '../../../harness/account.ts';
import { KnownOperations } from '../../../protocol/known-operations.ts';
import type { Sent } from './sdk-commands.ts';

/** What became of a request that was sent again. */
export interface Replayed {
  readonly replayOf: number;
  readonly status: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Only what was understood can be sent again: of other services, and of broken requests, too little is kept. */
export function isReplayable({ service, operation = '', input, caller }: JournalEntry): boolean {
  if (input === null || typeof input !== 'object' || caller.account === '') return false;
  return Object.hasOwn(KNOWN, service) && KNOWN[service]?.has(operation) === true;
}

/**
 * Sends a recorded request again, to the endpoint, as the same account and region, marked as a replay of it.
 * @throws PageError 409 when too little of it was kept, 400 when the SDK cannot write it
 */
export async function replay(url: string, entry: JournalEntry): Promise<Replayed> {
  const { commandNamed } = await import('./sdk-commands.ts');
  const Command = isReplayable(entry) ? commandNamed(entry.service, entry.operation ?? '') : undefined;
  if (Command === undefined) {
    throw new PageError(409, `call ${entry.sequence} cannot be sent again: its request was not kept in whole`);
  }
  const { caller, service, sequence } = entry;
  using clients = new Clients(url);
  // A session's key is its credential here.
  const key = caller.sessionKey ?? caller.account;
  const client = (service === 'ec2'
    ? clients.ec2(key, caller.region)
    : clients.sagemaker(key, caller.region)) as unknown as SageMakerClient;
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

const KNOWN: Readonly<Record<string, KnownOperations>> = {
  sagemaker: new KnownOperations('sagemaker'),
  ec2: new KnownOperations('ec2'),
};
