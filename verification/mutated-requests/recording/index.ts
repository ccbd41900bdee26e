import type { Account } from '../../../support/harness.ts';
import type { WireRequest } from '../wire.ts';
import { recordAutoML } from './automl.ts';
import { recordExecutions } from './executions.ts';
import { listenTo } from './listen.ts';
import { recordMonitoring } from './monitoring.ts';
import { neighboursOf, recordNeighbours } from './neighbours.ts';
import { recordNetwork } from './network.ts';
import { recordProcessing } from './processing.ts';
import { recordRoutes } from './routes.ts';
import { recordRules } from './rules.ts';
import { recordTraining } from './training.ts';
import { recordVpcs } from './vpcs.ts';

/**
 * Calls every operation that the stub and the embedded engine answer, with the real clients of an account; resolves to
 * the requests as they went over the wire. What the account has then, stays: mutated requests are to find it.
 */
export async function record(account: Account, url: string): Promise<readonly WireRequest[]> {
  const requests: WireRequest[] = [];
  using neighbours = neighboursOf(account, url);
  const clients = { ec2: account.ec2, sagemaker: account.sagemaker, ...neighbours.clients };
  const listening = Object.entries(clients).map(([service, client]) => listenTo(client, service, requests));
  try {
    const network = await recordNetwork(account);
    await recordRules(account, network);
    await recordRoutes(account, network);
    await recordVpcs(account, network);
    await recordTraining(account, network);
    await recordProcessing(account, network);
    await recordAutoML(account, network);
    await recordMonitoring(account, network);
    await recordExecutions(account, neighbours.clients.states, network);
    await recordNeighbours(neighbours, account);
  } finally {
    for (const one of listening) one[Symbol.dispose]();
  }
  return requests;
}
