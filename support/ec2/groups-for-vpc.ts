import {
  GetSecurityGroupsForVpc$,
  type GetSecurityGroupsForVpcRequest,
  type GetSecurityGroupsForVpcResult,
} from '@aws-sdk/client-ec2';
import { type FilterTable, filtered } from './filters.ts';
import { find } from './lookup.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { SecurityGroup } from './records.ts';
import { tagList } from './tags.ts';

const FILTERS: FilterTable<SecurityGroup> = {
  'group-id': ({ id }) => id,
  'group-name': ({ name }) => name,
  description: ({ description }) => description,
  'owner-id': (_, region) => region.account,
  'primary-vpc-id': ({ vpcId }) => vpcId,
};

/** The groups that resources in a VPC may have: here those that were created in it. */
const getSecurityGroupsForVpc = operation<GetSecurityGroupsForVpcRequest, GetSecurityGroupsForVpcResult>(
  GetSecurityGroupsForVpc$,
  (input, region) => {
    const vpc = find('vpc', region, input.VpcId ?? '');
    const groups = [...region.securityGroups.values()].filter(({ vpcId }) => vpcId === vpc.id);
    const { items, next } = page(filtered(groups, input.Filters, FILTERS, region), 'forvpc', input);
    return {
      SecurityGroupForVpcs: items.map(({ id, name, description, vpcId }) => ({
        GroupId: id,
        GroupName: name,
        Description: description,
        OwnerId: region.account,
        PrimaryVpcId: vpcId,
        Tags: tagList(region, id),
      })),
      ...next,
    };
  },
);

export const operations = [getSecurityGroupsForVpc];
