import { Clients } from '../../harness/account.ts';
import { DOCUMENTED, privateVpc, roleOf } from '../../wrappers/situations/private-vpc.ts';

/**
 * Makes a private VPC with the documented rules, and gives back the variables that name it.
 * Rejects when EC2 does not answer, with a `Failure` when it answers without an id.
 */
export async function readyNetwork(
  url: string,
  account: string,
  region: string,
): Promise<Readonly<Record<string, string>>> {
  using clients = new Clients(url);
  const made = await privateVpc({ ec2: clients.ec2(account, region), region }, { between: DOCUMENTED });
  return {
    TRAIN_ENCRYPT_SUBNETS: made.subnets.join(','),
    TRAIN_ENCRYPT_SECURITY_GROUPS: made.securityGroups.join(','),
    TRAIN_ENCRYPT_ROLE_ARN: roleOf({ id: account }),
  };
}
