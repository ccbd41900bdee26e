import { DescribeNetworkInterfacesCommand, type EC2Client, type NetworkInterface } from '@aws-sdk/client-ec2';
import { dependencyViolation } from '../../ec2/errors.ts';
import type { Workaround } from './workaround.ts';

/**
 * EC2 keeps a security group or a subnet for as long as a network interface needs it. LocalStack, moto and ministack
 * delete it from under a running job, whose network then no longer is what it was judged by.
 *
 * Looks for network interfaces first, and answers with EC2's own error when there are any. ministack does not apply the
 * filters of that question: its answer is gone through here.
 */
export function inUse(): Workaround {
  return {
    id: 'in-use',
    defect: 'a security group or subnet can be deleted while network interfaces need it',
    upstreams: ['localstack', 'moto', 'ministack'],
    operations: ['DeleteSecurityGroup', 'DeleteSubnet'],
    async before({ form, ec2 }) {
      const group = form.get('GroupId');
      const subnet = form.get('SubnetId');
      // Observed texts.
      if (group !== null && (await someInterface(ec2, 'group-id', group, (it) => carries(it, group)))) {
        throw dependencyViolation(`resource ${group} has a dependent object`);
      }
      if (subnet !== null && (await someInterface(ec2, 'subnet-id', subnet, (it) => it.SubnetId === subnet))) {
        throw dependencyViolation(`The subnet '${subnet}' has dependencies and cannot be deleted.`);
      }
      return false;
    },
  };
}

const carries = ({ Groups = [] }: NetworkInterface, group: string) => Groups.some(({ GroupId }) => GroupId === group);

async function someInterface(
  ec2: EC2Client,
  filter: string,
  id: string,
  matches: (networkInterface: NetworkInterface) => boolean,
): Promise<boolean> {
  const { NetworkInterfaces = [] } = await ec2.send(
    new DescribeNetworkInterfacesCommand({ Filters: [{ Name: filter, Values: [id] }] }),
  );
  return NetworkInterfaces.some(matches);
}
