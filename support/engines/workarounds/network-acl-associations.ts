import {
  type DescribeNetworkAclsResult,
  DescribeSubnetsCommand,
  type NetworkAcl,
  type ReplaceNetworkAclAssociationResult,
  type Subnet,
} from '@aws-sdk/client-ec2';
import { printable } from '../../protocol/printable.ts';
import { ServiceError } from '../../protocol/service.ts';
import { filterValues } from './filters-in-form.ts';
import type { Workaround } from './workaround.ts';

interface Association {
  readonly id: string;
  readonly acl: string;
}

/**
 * ministack associates no subnet with a network ACL: not with the VPC's default one, and when an association is replaced
 * the subnet is lost. It does not apply the filter by subnet either. What stands between subnets could not be judged.
 *
 * Remembers which subnet was associated with which network ACL, for as long as the engine runs; every other subnet
 * belongs to the default one of its VPC.
 */
export function networkAclAssociations(): Workaround {
  const chosen = new Map<string, Association>();
  return {
    id: 'network-acl-associations',
    defect: 'no subnet is associated with a network ACL',
    upstreams: ['ministack'],
    operations: ['DescribeNetworkAcls', 'ReplaceNetworkAclAssociation'],
    before({ operation, form }) {
      if (operation !== 'ReplaceNetworkAclAssociation') return false;
      const id = form.get('AssociationId') ?? '';
      if (subnetOf(id, chosen) !== undefined) return false;
      const text = `The association ID '${printable(id)}' does not exist`;
      throw new ServiceError('InvalidAssociationID.NotFound', text);
    },
    async after(output: DescribeNetworkAclsResult & ReplaceNetworkAclAssociationResult, { operation, form, ec2 }) {
      if (operation === 'ReplaceNetworkAclAssociation') {
        const subnet = subnetOf(form.get('AssociationId') ?? '', chosen) ?? '';
        chosen.set(subnet, { id: output.NewAssociationId ?? '', acl: form.get('NetworkAclId') ?? '' });
        return true;
      }
      const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
      for (const acl of output.NetworkAcls ?? []) acl.Associations = associationsOf(acl, Subnets, chosen);
      output.NetworkAcls = filtered(output.NetworkAcls ?? [], filterValues(form, 'association.subnet-id'));
      return true;
    },
  };
}

const ORIGINAL = 'aclassoc-';
/** The association that a subnet has from the beginning is named after it. */
const original = (subnet: string) => subnet.replace(/^subnet-/, ORIGINAL);

/** The subnet of an association that is in force. */
function subnetOf(association: string, chosen: ReadonlyMap<string, Association>): string | undefined {
  for (const [subnet, { id }] of chosen) if (id === association) return subnet;
  const subnet = association.replace(ORIGINAL, 'subnet-');
  return association.startsWith(ORIGINAL) && !chosen.has(subnet) ? subnet : undefined;
}

function associationsOf(acl: NetworkAcl, subnets: readonly Subnet[], chosen: ReadonlyMap<string, Association>) {
  return subnets.flatMap(({ SubnetId = '', VpcId }) => {
    const choice = chosen.get(SubnetId);
    const here = choice === undefined ? acl.IsDefault && acl.VpcId === VpcId : choice.acl === acl.NetworkAclId;
    if (!here) return [];
    return [{ NetworkAclAssociationId: choice?.id ?? original(SubnetId), NetworkAclId: acl.NetworkAclId, SubnetId }];
  });
}

function filtered(acls: NetworkAcl[], subnets: readonly string[] | undefined): NetworkAcl[] {
  if (subnets === undefined) return acls;
  return acls.filter(({ Associations }) => Associations?.some(({ SubnetId = '' }) => subnets.includes(SubnetId)));
}
