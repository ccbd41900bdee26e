import type { Sequence } from '../call.ts';
import { authorise } from './authorise.ts';
import { defaultVpc } from './default-vpc.ts';
import { networkAcls } from './network-acls.ts';
import { networkInterfaces } from './network-interfaces.ts';
import { prefixLists } from './prefix-lists.ts';
import { reading } from './reading.ts';
import { revokes } from './revoke.ts';
import { routing } from './routing.ts';
import { securityGroupRules } from './security-group-rules.ts';
import { securityGroups } from './security-groups.ts';
import { subnets } from './subnets.ts';
import { tags } from './tags.ts';
import { unknownIds } from './unknown-ids.ts';
import { vpcEndpoints } from './vpc-endpoints.ts';
import { vpcs } from './vpcs.ts';

/** What features, the rules' reader, jobs and wrappers ask of EC2, and what can go wrong with it. */
export const SEQUENCES: readonly Sequence[] = [
  ...vpcs,
  ...defaultVpc,
  ...subnets,
  ...securityGroups,
  ...authorise,
  ...revokes,
  ...securityGroupRules,
  ...networkAcls,
  ...routing,
  ...vpcEndpoints,
  ...prefixLists,
  ...networkInterfaces,
  ...tags,
  ...unknownIds,
  ...reading,
];
