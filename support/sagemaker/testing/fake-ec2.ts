import {
  type CreateNetworkInterfaceRequest,
  EC2Client,
  EC2ServiceException,
  type IpPermission,
} from '@aws-sdk/client-ec2';

export const SUBNETS = ['subnet-a', 'subnet-b'];
export const GROUP = 'sg-1';

/** The rows that the documentation asks for, in one direction. */
export const DOCUMENTED: readonly IpPermission[] = [
  { IpProtocol: 'udp', FromPort: 500, ToPort: 500, UserIdGroupPairs: [{ GroupId: GROUP }] },
  { IpProtocol: '50', UserIdGroupPairs: [{ GroupId: GROUP }] },
];

/** An EC2 with one VPC, of which tests of the stub see how it is asked, and decide what it answers. */
export class FakeEc2 {
  ingress = DOCUMENTED;
  egress = DOCUMENTED;
  freeAddresses = 250;
  /** Called before each answer; throws what EC2 says instead, or waits. */
  before: (operation: string, input: object) => Promise<void> | void = () => {};
  /** Interfaces that are there, by id. */
  readonly interfaces = new Map<string, CreateNetworkInterfaceRequest>();
  readonly calls: string[] = [];
  #made = 0;

  client(): EC2Client {
    const client = new EC2Client({
      region: 'eu-central-1',
      credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
      endpoint: 'http://ec2.invalid',
      retryMode: 'standard',
      maxAttempts: 1,
    });
    client.middlewareStack.add(
      (_next, { commandName = '' }) =>
        async ({ input }) => {
          const operation = commandName.replace(/Command$/, '');
          this.calls.push(operation);
          await this.before(operation, input);
          return { output: { $metadata: {}, ...this.#answer(operation, input) }, response: {} };
        },
      { step: 'initialize', priority: 'high' },
    );
    return client;
  }

  #answer(operation: string, input: object): object {
    switch (operation) {
      case 'DescribeSubnets':
        return {
          Subnets: SUBNETS.map((SubnetId, index) => ({
            SubnetId,
            VpcId: 'vpc-1',
            CidrBlock: `10.0.${index}.0/24`,
            AvailabilityZone: `eu-central-1${'ab'[index]}`,
            AvailableIpAddressCount: this.freeAddresses,
          })),
        };
      case 'DescribeSecurityGroups':
        return {
          SecurityGroups: [
            {
              GroupId: GROUP,
              GroupName: 'training',
              VpcId: 'vpc-1',
              IpPermissions: this.ingress,
              IpPermissionsEgress: this.egress,
            },
          ],
        };
      case 'DescribeNetworkAcls':
        return { NetworkAcls: [OPEN_ACL] };
      case 'DescribeVpcs':
        return { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', InstanceTenancy: 'default' }] };
      case 'CreateNetworkInterface': {
        this.#made += 1;
        const NetworkInterfaceId = `eni-${this.#made}`;
        this.interfaces.set(NetworkInterfaceId, input as CreateNetworkInterfaceRequest);
        return { NetworkInterface: { NetworkInterfaceId } };
      }
      case 'DeleteNetworkInterface': {
        const { NetworkInterfaceId = '' } = input as { NetworkInterfaceId?: string };
        if (!this.interfaces.delete(NetworkInterfaceId)) throw ec2Error('InvalidNetworkInterfaceID.NotFound');
        return {};
      }
      default:
        return {};
    }
  }
}

/** What EC2 says when it refuses something. */
export function ec2Error(name: string, message = `The ${name} of a test`): EC2ServiceException {
  return new EC2ServiceException({ name, message, $fault: 'client', $metadata: {} });
}

const OPEN_ACL = {
  NetworkAclId: 'acl-1',
  Associations: SUBNETS.map((SubnetId) => ({ SubnetId })),
  Entries: [false, true].map((Egress) => ({
    Egress,
    RuleNumber: 100,
    RuleAction: 'allow',
    Protocol: '-1',
    CidrBlock: '0.0.0.0/0',
  })),
};
