import type { EC2Client } from '@aws-sdk/client-ec2';
import type { Network } from '../../network/model.ts';
import type { NetworkState } from '../../network/state.ts';
import type { Job } from '../../rules/types.ts';

/** Reads the subnets and groups of a job, and all the rules need to know of them, through EC2's own API. */
export type ReadNetwork = (ec2: EC2Client, vpc: Vpc) => Promise<Network>;

export type Vpc = NonNullable<Job['vpc']>;

type StateOf = (subnets: readonly string[]) => NetworkState;

/** Networks that are kept. One may have a thousand groups; wrappers use few. */
const MOST = 64;

/** Reads networks, each once for as long as nothing in it changes. */
export class NetworkMemo {
  readonly #ec2: EC2Client;
  readonly #readNetwork: ReadNetwork;
  readonly #stateOf: StateOf | undefined;
  readonly #networks = new Map<string, Promise<Network>>();

  /** @param stateOf without it every read is a new one: nobody knows what changes a network */
  constructor(ec2: EC2Client, readNetwork: ReadNetwork, stateOf?: StateOf) {
    this.#ec2 = ec2;
    this.#readNetwork = readNetwork;
    this.#stateOf = stateOf;
  }

  /** Rejects as the reading does. */
  async read(vpc: Vpc): Promise<Network> {
    const state = this.#stateOf?.(vpc.subnets);
    if (state === undefined) return this.#readNetwork(this.#ec2, vpc);
    const key = JSON.stringify([state.text, vpc.subnets, vpc.securityGroups]);
    const known = this.#networks.get(key);
    if (known !== undefined) return known;
    const reading = this.#readNetwork(this.#ec2, vpc);
    this.#networks.set(key, reading);
    const [oldest] = this.#networks.keys();
    if (this.#networks.size > MOST && oldest !== undefined) this.#networks.delete(oldest);
    try {
      return await reading;
    } catch (error) {
      this.#networks.delete(key);
      throw error;
    } finally {
      // Changed while it was read: some of it may be from before, some from after.
      if (this.#stateOf?.(vpc.subnets).changes !== state.changes) this.#networks.delete(key);
    }
  }
}
