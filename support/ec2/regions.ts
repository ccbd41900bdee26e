import { createHash } from 'node:crypto';
import { createDefaultVpc } from './default-vpc.ts';
import { createServicePrefixLists } from './service-prefix-lists.ts';
import type { Region, Store } from './store.ts';

export function createStore(): Store {
  const regions = new Map<string, Region>();
  let made = 0;
  return {
    region({ account, region: name }) {
      const key = `${account}/${name}`;
      let region = regions.get(key);
      if (region === undefined) {
        made += 1;
        region = emptyRegion(account, name, made);
        createServicePrefixLists(region);
        createDefaultVpc(region);
        regions.set(key, region);
      }
      return region;
    },
    forget(account) {
      for (const [key, region] of regions) if (region.account === (account ?? region.account)) regions.delete(key);
    },
  };
}

function emptyRegion(account: string, name: string, incarnation: number): Region {
  let issued = 0;
  return {
    account,
    name,
    vpcs: new Map(),
    subnets: new Map(),
    securityGroups: new Map(),
    securityGroupRules: new Map(),
    networkAcls: new Map(),
    routeTables: new Map(),
    vpcEndpoints: new Map(),
    prefixLists: new Map(),
    networkInterfaces: new Map(),
    internetGateways: new Map(),
    natGateways: new Map(),
    addresses: new Map(),
    tags: new Map(),
    clientTokens: new Map(),
    incarnation,
    changes: 0,
    revision: 0,
    newId(prefix) {
      issued += 1;
      const digest = createHash('sha256').update(`${account}/${name}/${issued}`).digest('hex');
      return `${prefix}-0${digest.slice(0, 16)}`;
    },
  };
}
