import type { NetworkState } from '../network/state.ts';
import { KnownOperations } from '../protocol/known-operations.ts';
import { createQueryService } from '../protocol/query.ts';
import { type Caller, type Service, ServiceError } from '../protocol/service.ts';
import * as addresses from './addresses.ts';
import * as authorize from './authorize.ts';
import { counted, networkState } from './changes.ts';
import * as descriptions from './descriptions.ts';
import * as groupsForVpc from './groups-for-vpc.ts';
import { guarded } from './guards.ts';
import * as internetGateways from './internet-gateways.ts';
import * as natGateways from './nat-gateways.ts';
import * as networkAclEntries from './network-acl-entries.ts';
import * as networkAcls from './network-acls.ts';
import * as networkInterfaces from './network-interfaces.ts';
import * as prefixLists from './prefix-lists.ts';
import { createStore } from './regions.ts';
import * as revoke from './revoke.ts';
import * as routeTables from './route-tables.ts';
import * as routes from './routes.ts';
import * as ruleChanges from './rule-changes.ts';
import * as securityGroupRules from './security-group-rules.ts';
import * as securityGroups from './security-groups.ts';
import * as subnets from './subnets.ts';
import * as tags from './tags.ts';
import * as vpcEndpointServices from './vpc-endpoint-services.ts';
import * as vpcEndpoints from './vpc-endpoints.ts';
import * as vpcs from './vpcs.ts';
import * as zones from './zones.ts';

const GROUPS = [
  ruleChanges,
  revoke,
  authorize,
  descriptions,
  groupsForVpc,
  vpcEndpoints,
  vpcEndpointServices,
  prefixLists,
  natGateways,
  addresses,
  internetGateways,
  networkAclEntries,
  networkAcls,
  networkInterfaces,
  routeTables,
  routes,
  securityGroupRules,
  securityGroups,
  subnets,
  tags,
  vpcs,
  zones,
];

/** What is answered of EC2. */
export const operations = GROUPS.flatMap((group) => group.operations);

/** The embedded EC2. */
export interface Ec2 extends Service {
  /** What a network with these subnets is as of. */
  networkState(caller: Caller, subnets: readonly string[]): NetworkState;
  /**
   * Answers an operation as a client of the SDK sees it, without a wire format in between.
   * @throws ServiceError
   */
  call(caller: Caller, operation: string, input: object): object;
}

/** An EC2 of its own, with nothing in any account but the default VPC. */
export function createEc2(): Ec2 {
  const store = createStore();
  const known = new KnownOperations('ec2');
  const answered = operations.map(guarded).map(counted);
  const byName = new Map(answered.map((operation) => [operation.schema[2], operation]));
  const service = createQueryService({
    name: 'ec2',
    title: 'EC2',
    flavour: 'ec2',
    xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    operations: answered,
    knows: (operation) => known.has(operation),
    otherEngine: 'LocalStack',
    context: (caller) => store.region(caller),
  });
  return {
    ...service,
    reset: (account) => store.forget(account),
    call(caller, name, input) {
      const operation = byName.get(name);
      if (operation !== undefined) return operation.handle(input as never, store.region(caller)) as object;
      throw new ServiceError(
        'NotImplemented',
        `train-encrypt: EC2 ${name} is not answered by the embedded engine.`,
        501,
      );
    },
    networkState: (caller, subnets) => networkState(store.region(caller), subnets),
  };
}
