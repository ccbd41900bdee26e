import type { PrefixList } from './records.ts';
import type { Region } from './store.ts';

/** Services that a gateway endpoint reaches, each with the list of its addresses that AWS keeps in every region. */
const SERVICES = ['s3', 'dynamodb'];

/** Addresses set aside for documentation stand in for the service's own. */
const STAND_INS = [[{ cidr: '198.51.100.0/24' }], [{ cidr: '203.0.113.0/24' }]];

export function createServicePrefixLists(region: Region): void {
  SERVICES.forEach((service, index) => {
    const entries = STAND_INS[index] ?? [];
    const list: PrefixList = {
      id: region.newId('pl'),
      name: `com.amazonaws.${region.name}.${service}`,
      family: 'IPv4',
      owner: 'AWS',
      maxEntries: entries.length,
      versions: [entries],
    };
    region.prefixLists.set(list.id, list);
  });
}

/** The list of a service such as `com.amazonaws.eu-central-1.s3`. */
export function servicePrefixList(region: Region, service: string): PrefixList | undefined {
  return [...region.prefixLists.values()].find(({ owner, name }) => owner === 'AWS' && name === service);
}
