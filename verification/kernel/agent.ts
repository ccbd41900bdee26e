import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../support/failure.ts';
import type { Instance, Packet } from './instance.ts';

const SCRIPT = fileURLToPath(new URL('agent.py', import.meta.url));

/** What came of packets that were sent under one set of rules. */
export interface Exchange {
  readonly sent: number;
  readonly arrived: number;
  readonly lost: readonly Packet[];
  /** Packets dropped, by the counter of the rule that dropped them. Those and `arrived` are all that were sent. */
  readonly dropped: Readonly<Record<'groups' | 'acls', Readonly<Record<string, number>>>>;
}

/** By counter: of the instances together, and of the router. */
type Counters = Exchange['dropped'];

/** Network namespaces, and what sends packets in them. They end with it. */
export interface Agent extends AsyncDisposable {
  /** One namespace for each instance. */
  place(instances: readonly Instance[]): Promise<void>;
  /**
   * Loads nftables of every instance and of the router, then sends packets; each round starts without connections.
   * Rejects when after some seconds a packet neither arrived nor was counted by the rule that dropped it.
   */
  exchange(
    groups: string,
    acls: string,
    rounds: readonly (readonly Packet[])[],
    options?: { readonly seconds: number },
  ): Promise<Exchange>;
  /** Loads rules, forgets connections, and sends nothing. */
  filter(groups: string, acls: string): Promise<void>;
  /** Packets that the rules counted since they were loaded. */
  count(): Promise<Counters>;
  /** Runs a program in the namespace of an instance to its end, for half a minute at most. */
  run(instance: number, command: readonly string[], environment?: Environment): Promise<Ended>;
  /** Starts a program in the namespace of an instance. It ends with the agent. */
  start(instance: number, command: readonly string[], environment?: Environment): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Root needs no user namespace, and some machines have none. */
const WAYS: readonly (readonly string[])[] =
  process.getuid?.() === 0
    ? [['--net'], ['--user', '--map-root-user', '--net']]
    : [['--user', '--map-root-user', '--net']];

/**
 * Rejects when network namespaces cannot be made here.
 * @throws Failure that says what is missing, exit code 3
 */
export async function startAgent(): Promise<Agent> {
  if (process.platform !== 'linux') throw new Failure('network namespaces need Linux', { exitCode: 3 });
  const reasons: string[] = [];
  for (const way of WAYS) {
    const agent = new Helper(way);
    try {
      await agent.assertWorks();
      return agent;
    } catch (error) {
      await agent[Symbol.asyncDispose]();
      reasons.push(`unshare ${way.join(' ')}: ${(error as Error).message}`);
    }
  }
  const message = `no packet filter in a network namespace of its own: ${reasons.join('; ')}. It needs Linux, root or user namespaces, and the packages nftables, iproute2 and python3.`;
  throw new Failure(message, { exitCode: 3 });
}

/** Why tests that need it cannot run here; false when they can. In CI nothing is skipped: they fail there. */
export async function withoutAgent(): Promise<string | false> {
  if (!['', '0', 'false'].includes(process.env.CI ?? '')) return false;
  try {
    await using _ = await startAgent();
    return false;
  } catch (error) {
    return (error as Error).message;
  }
}

const OPEN = 'table inet open {\n}\n';
const CLOSED = `table inet closed {
counter dropped {
}
chain in {
type filter hook input priority 0; policy accept;
ct state established accept
meta l4proto 50 counter name dropped drop
}
}
`;

class Helper implements Agent {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;
  #errors = '';

  constructor(way: readonly string[]) {
    this.#child = spawn('unshare', [...way, 'python3', '-I', SCRIPT], { stdio: 'pipe' });
    this.#child.on('error', (error) => (this.#errors += error.message));
    this.#child.stdin.on('error', () => {});
    this.#child.stderr.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Everything that a network needs, once: both versions of IP, both flows, a filter that drops one of them. */
  async assertWorks(): Promise<void> {
    await this.place([
      { subnet: '', version: 4, address: '10.0.0.4' },
      { subnet: '', version: 4, address: '10.0.0.5' },
      { subnet: '', version: 6, address: 'fd00::4' },
      { subnet: '', version: 6, address: 'fd00::5' },
    ]);
    const all: readonly Packet[] = [
      [0, 1, 'ike'],
      [0, 1, 'esp'],
      [2, 3, 'ike'],
      [2, 3, 'esp'],
    ];
    const open = await this.exchange(OPEN, OPEN, [all]);
    const closed = await this.exchange(CLOSED, OPEN, [all]);
    if (open.arrived !== 4 || closed.arrived !== 2) {
      throw new Error(`of 4 packets ${open.arrived} arrived with no filter, and ${closed.arrived}, not 2, with one`);
    }
  }

  async place(instances: readonly Instance[]): Promise<void> {
    await this.#ask({ action: 'place', addresses: instances.map(({ address }) => address) });
  }

  exchange(
    groups: string,
    acls: string,
    rounds: readonly (readonly Packet[])[],
    { seconds = 15 }: { readonly seconds?: number } = {},
  ): Promise<Exchange> {
    return this.#ask({ action: 'exchange', groups, acls, rounds, patience: seconds }) as Promise<Exchange>;
  }

  async filter(groups: string, acls: string): Promise<void> {
    await this.#ask({ action: 'filter', groups, acls });
  }

  count(): Promise<Counters> {
    return this.#ask({ action: 'count' }) as Promise<Counters>;
  }

  run(instance: number, command: readonly string[], environment: Environment = {}): Promise<Ended> {
    return this.#ask({ action: 'run', instance, command, environment }) as Promise<Ended>;
  }

  async start(instance: number, command: readonly string[], environment: Environment = {}): Promise<void> {
    await this.#ask({ action: 'start', instance, command, environment });
  }

  async #ask(request: object): Promise<object> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) {
      if (this.#child.exitCode === null) await Promise.race([once(this.#child, 'close'), once(this.#child, 'error')]);
      throw new Error(this.#errors.trim().split('\n').at(-1) || 'what sends the packets has ended');
    }
    const answer = JSON.parse(value) as { error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.stdin.end();
    await closed;
  }
}
