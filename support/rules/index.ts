import { betweenInstances } from './between-instances.ts';
import { defaultTenancy } from './default-tenancy.ts';
import { espPorts } from './esp-ports.ts';
import { freeAddresses } from './free-addresses.ts';
import { inboundRules } from './inbound-rules.ts';
import { networkAcls } from './network-acls.ts';
import { outboundRules } from './outbound-rules.ts';
import { privateVpc } from './private-vpc.ts';
import { requestFlag } from './request-flag.ts';
import { s3Route } from './s3-route.ts';
import { sameVpc } from './same-vpc.ts';
import { securityGroupsExist } from './security-groups-exist.ts';
import { serviceVpc } from './service-vpc.ts';
import { singleInstance } from './single-instance.ts';
import { subnetsExist } from './subnets-exist.ts';
import { tuningJobs } from './tuning-jobs.ts';
import type { Rule } from './types.ts';
import { vpcRequired } from './vpc-required.ts';

/** Every rule, in the order that findings are given. One line each: a mutation test takes them out one by one. */
export const rules: readonly Rule[] = [
  serviceVpc,
  privateVpc,
  subnetsExist,
  securityGroupsExist,
  sameVpc,
  defaultTenancy,
  freeAddresses,
  s3Route,
  betweenInstances,
  networkAcls,
  singleInstance,
  inboundRules,
  outboundRules,
  espPorts,
  requestFlag,
  vpcRequired,
  tuningJobs,
];
