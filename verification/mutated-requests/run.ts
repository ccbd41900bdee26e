import { Agent } from 'node:http';
import { chances } from './chance.ts';
import { complaint } from './judge.ts';
import { mutate } from './mutate.ts';
import { send } from './send.ts';
import type { MutatedRequest, WireAnswer, WireRequest } from './wire.ts';

export interface Running {
  /** Of the harness. */
  readonly url: string;
  readonly seed: number;
  /** How many mutated requests to send. */
  readonly requests: number;
}

export interface Findings {
  /** How often each status was answered, in order. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Milliseconds. */
  readonly slowest: number;
  /** What is wrong, with all that is needed to send it again; no more than a few. */
  readonly complaints: readonly string[];
}

const AT_ONCE = 16;
/** Milliseconds for one answer, on a machine that may have much else to do. */
const BOUND = 20_000;
const MOST_COMPLAINTS = 5;

/** Sends mutations of the recorded requests, several at once, and judges every answer. Ends early at complaints. */
export async function sendMutated(recorded: readonly WireRequest[], running: Running): Promise<Findings> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const sender = { url: running.url, agent, bound: BOUND };
  const requests = chances(running.seed, running.requests).entries();
  const statuses = new Map<number, number>();
  const complaints: string[] = [];
  let slowest = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      // They share one iterator: each takes what is next.
      for (const [index, chance] of requests) {
        if (complaints.length >= MOST_COMPLAINTS) return;
        const request = mutate(recorded, chance);
        try {
          for (const answer of await send(request, sender)) {
            statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
            slowest = Math.max(slowest, answer.milliseconds);
            const wrong = complaint(request, answer);
            if (wrong !== undefined) complaints.push(describe(index, request, wrong, answer));
          }
        } catch (error) {
          complaints.push(describe(index, request, String(error)));
        }
      }
    }),
  );
  agent.destroy();
  return { statuses: new Map([...statuses].sort(([a], [b]) => a - b)), slowest, complaints };
}

/** For people: `200: 311, 400: 1689`. */
export const statusText = (statuses: Findings['statuses']): string =>
  [...statuses].map((entry) => entry.join(': ')).join(', ');

/** Everything that is needed to see what went wrong, and to send it again manually. */
function describe(index: number, request: MutatedRequest, wrong: string, answer?: WireAnswer): string {
  const { operation, mutations, method, path, headers, body, raw } = request;
  const sent = JSON.stringify((raw ?? body).toString('latin1').slice(0, 1_500));
  return [
    `request ${index}, from ${operation}: ${wrong}`,
    `mutated: ${mutations.join('; ')}`,
    ...(raw === undefined ? [`${method} ${path.slice(0, 300)} ${JSON.stringify(headers).slice(0, 800)}`] : []),
    `sent: ${sent}`,
    ...(answer === undefined ? [] : [`got: ${answer.status} ${JSON.stringify(answer.body.slice(0, 500))}`]),
  ].join('\n  ');
}
