import {
  type CreateNetworkInterfaceResult,
  DescribeNetworkInterfacesCommand,
  type DescribeNetworkInterfacesResult,
  DescribeSubnetsCommand,
  type EC2Client,
  type NetworkInterface,
} from '@aws-sdk/client-ec2';
import { addressText, block, blockSize } from '../../ec2/cidr.ts';
import type { Workaround } from './workaround.ts';

/** EC2 keeps the first four addresses of a subnet and the last one to itself. */
const RESERVED_FIRST = 4;
const RESERVED_LAST = 1;

/**
 * ministack gives every network interface a random address in 10.0.0.0/16, outside its subnet, whatever address the
 * request asks for: what a rule for an address range lets through could not be followed.
 *
 * Gives each the address that the request asks for or else the lowest that is free in its subnet, from the first time
 * it is seen until it is deleted. Remembered for as long as the engine runs.
 */
export function interfaceAddresses(): Workaround {
  const given = new Map<string, string>();
  return {
    id: 'interface-addresses',
    defect: 'network interfaces have addresses outside their subnet',
    upstreams: ['ministack'],
    operations: ['CreateNetworkInterface', 'DescribeNetworkInterfaces'],
    async after(output: CreateNetworkInterfaceResult & DescribeNetworkInterfacesResult, { form, ec2 }) {
      const made = output.NetworkInterface;
      const asked = form.get('PrivateIpAddress');
      if (made?.NetworkInterfaceId !== undefined && asked !== null) given.set(made.NetworkInterfaceId, asked);
      const shown = made ? [made] : (output.NetworkInterfaces ?? []);
      if (shown.length === 0) return false;
      await giveAddresses(given, ec2);
      for (const one of shown) show(one, given.get(one.NetworkInterfaceId ?? ''));
      return true;
    },
  };
}

/** Brings what is remembered to what there is: an address for each interface, and none for those that are gone. */
async function giveAddresses(given: Map<string, string>, ec2: EC2Client): Promise<void> {
  const [{ NetworkInterfaces = [] }, { Subnets = [] }] = await Promise.all([
    ec2.send(new DescribeNetworkInterfacesCommand({})),
    ec2.send(new DescribeSubnetsCommand({})),
  ]);
  const ranges = new Map(Subnets.map(({ SubnetId, CidrBlock = '' }) => [SubnetId, CidrBlock]));
  for (const { NetworkInterfaceId: id = '', SubnetId } of NetworkInterfaces) {
    const range = ranges.get(SubnetId);
    if (given.has(id) || range === undefined) continue;
    const neighbours = NetworkInterfaces.filter((other) => other.SubnetId === SubnetId);
    const taken = new Set(neighbours.map((other) => given.get(other.NetworkInterfaceId ?? '')));
    const free = lowestFree(range, taken);
    if (free !== undefined) given.set(id, free);
  }
}

function lowestFree(range: string, taken: ReadonlySet<string | undefined>): string | undefined {
  const { first, prefix } = block(range);
  const end = first + blockSize({ first, prefix }) - RESERVED_LAST;
  for (let number = first + RESERVED_FIRST; number < end; number += 1) {
    const address = addressText(number);
    if (!taken.has(address)) return address;
  }
  return undefined;
}

function show(one: NetworkInterface, address: string | undefined): void {
  if (address === undefined) return;
  const [primary] = one.PrivateIpAddresses ?? [];
  one.PrivateIpAddress = address;
  if (primary !== undefined) primary.PrivateIpAddress = address;
}
