import {
  CreateNetworkInterfaceCommand,
  DeleteNetworkInterfaceCommand,
  type EC2Client,
  EC2ServiceException,
} from '@aws-sdk/client-ec2';

/** What a job holds in its private VPC while it runs. */
export interface Wanted {
  /** Default `training job`. */
  readonly kind?: string;
  readonly job: string;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  /** One interface per instance. */
  readonly instances: number;
}

interface Lease {
  readonly ids: string[];
  released: boolean;
  /** Settles when no further interface will be made. */
  making: Promise<void>;
}

/** The network interfaces of the jobs of one account in one region, made and deleted through EC2's API. */
export class NetworkInterfaces {
  readonly #ec2: EC2Client;
  readonly #leases = new Map<object, Lease>();
  /** What EC2 would not delete; tried again when everything is released. */
  readonly #left = new Set<string>();

  constructor(ec2: EC2Client) {
    this.#ec2 = ec2;
  }

  /**
   * Makes an interface for each instance, over the subnets in turn, each with all groups. Ends early, without an error,
   * once `release` was called for the same owner.
   * @throws what EC2 says when it refuses one; none is left behind then.
   */
  async hold(owner: object, wanted: Wanted): Promise<void> {
    const lease: Lease = { ids: [], released: false, making: Promise.resolve() };
    this.#leases.set(owner, lease);
    const making = this.#make(lease, wanted);
    lease.making = making.catch(() => undefined);
    try {
      await making;
    } catch (error) {
      await this.release(owner);
      throw error;
    }
  }

  /** Deletes what an owner holds, and what is being made for it. Never rejects: what EC2 keeps is tried again later. */
  async release(owner: object): Promise<void> {
    const lease = this.#leases.get(owner);
    if (!lease) return;
    lease.released = true;
    await lease.making;
    this.#leases.delete(owner);
    await Promise.all(lease.ids.splice(0).map((id) => this.#delete(id)));
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.#leases.keys()].map((owner) => this.release(owner)));
    await Promise.all([...this.#left].map((id) => this.#delete(id)));
  }

  async #make(lease: Lease, wanted: Wanted): Promise<void> {
    for (let index = 0; index < wanted.instances && !lease.released; index += 1) {
      lease.ids.push(await this.#create(wanted, index));
    }
  }

  /** In the subnet whose turn it is, or the next one that has a free address. */
  async #create(
    { kind = 'training job', job, subnets, securityGroups, instances }: Wanted,
    index: number,
  ): Promise<string> {
    let refused: unknown = new Error('the job names no subnet');
    for (let attempt = 0; attempt < subnets.length; attempt += 1) {
      const command = new CreateNetworkInterfaceCommand({
        SubnetId: subnets[(index + attempt) % subnets.length],
        Groups: [...securityGroups],
        Description: `train-encrypt: ${kind} ${job}, instance ${index + 1} of ${instances}`,
      });
      try {
        return (await this.#ec2.send(command)).NetworkInterface?.NetworkInterfaceId ?? '';
      } catch (error) {
        refused = error;
        if (!isNamed(error, 'InsufficientFreeAddressesInSubnet')) break;
      }
    }
    throw refused;
  }

  async #delete(id: string): Promise<void> {
    try {
      await this.#ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }));
      this.#left.delete(id);
    } catch (error) {
      if (isNamed(error, 'InvalidNetworkInterfaceID.NotFound')) this.#left.delete(id);
      else this.#left.add(id);
    }
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof EC2ServiceException && error.name === name;
}
