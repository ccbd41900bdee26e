import {
  type CreateSubnetResult,
  DescribeNetworkInterfacesCommand,
  type DescribeSubnetsResult,
  type Subnet,
} from '@aws-sdk/client-ec2';
import { block, blockSize } from '../../ec2/cidr.ts';
import type { Workaround } from './workaround.ts';

/** EC2 keeps the first four addresses of a subnet and the last one to itself. */
const RESERVED = 5;

/**
 * ministack says of every subnet that 251 addresses are free, whatever its size and whatever is in it: whether a job's
 * instances find room could not be judged.
 *
 * Counts: the addresses of the range, less the reserved ones, less those of network interfaces.
 */
export function freeAddresses(): Workaround {
  return {
    id: 'free-addresses',
    defect: 'every subnet has 251 free addresses, whatever its size',
    upstreams: ['ministack'],
    operations: ['CreateSubnet', 'DescribeSubnets'],
    async after(output: CreateSubnetResult & DescribeSubnetsResult, { ec2 }) {
      const subnets = [...(output.Subnet ? [output.Subnet] : []), ...(output.Subnets ?? [])];
      if (subnets.length === 0) return false;
      const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
      for (const subnet of subnets) {
        const taken = NetworkInterfaces.filter(({ SubnetId }) => SubnetId === subnet.SubnetId).length;
        subnet.AvailableIpAddressCount = Math.max(0, sizeOf(subnet) - RESERVED - taken);
      }
      return true;
    },
  };
}

const sizeOf = ({ CidrBlock = '' }: Subnet) => blockSize(block(CidrBlock));
