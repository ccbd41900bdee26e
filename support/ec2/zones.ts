import {
  type AvailabilityZone,
  DescribeAvailabilityZones$,
  type DescribeAvailabilityZonesRequest,
  type DescribeAvailabilityZonesResult,
} from '@aws-sdk/client-ec2';
import { invalidParameter } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { operation } from './operation.ts';
import type { Region } from './store.ts';
import { REGIONS } from './zone-names.ts';

/** An availability zone. */
export interface Zone {
  /** Its zone id, for example `euc1-az1`. */
  readonly id: string;
  /** For example `eu-central-1a`. */
  readonly name: string;
}

export function zones(region: Region): Zone[] {
  const code = regionCode(region.name);
  const { letters = 'abc', ids = [1, 2, 3, 4, 5, 6] } = REGIONS[region.name] ?? {};
  return [...letters].map((letter, index) => ({ id: `${code}-az${ids[index]}`, name: `${region.name}${letter}` }));
}

export const zoneId = (region: Region, name: string) => zones(region).find((zone) => zone.name === name)?.id ?? '';

const DIRECTIONS: Readonly<Record<string, string>> = {
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  central: 'c',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
};

/** How zone ids shorten a region: `eu-central-1` is `euc1`, `us-gov-west-1` is `usgw1`. */
function regionCode(region: string): string {
  const match = /^([a-z]{2})-(?:(gov)-)?([a-z]+)-(\d+)$/.exec(region);
  const direction = DIRECTIONS[match?.[3] ?? ''];
  if (match === null || direction === undefined) return region;
  return `${match[1]}${match[2] === undefined ? '' : 'g'}${direction}${match[4]}`;
}

const FILTERS: FilterTable<Zone> = {
  'zone-name': ({ name }) => name,
  'zone-id': ({ id }) => id,
  'region-name': (_, region) => region.name,
  'group-name': (_, region) => `${region.name}-zg-1`,
  'opt-in-status': () => 'opt-in-not-required',
  'zone-type': () => 'availability-zone',
  state: () => 'available',
};

const describeAvailabilityZones = operation<DescribeAvailabilityZonesRequest, DescribeAvailabilityZonesResult>(
  DescribeAvailabilityZones$,
  ({ ZoneNames: names = [], ZoneIds: ids = [], Filters }, region) => {
    const all = zones(region);
    for (const name of names) {
      if (!all.some((zone) => zone.name === name)) throw invalidParameter('ZoneName', name, 'There is no such zone.');
    }
    for (const id of ids) {
      if (!all.some((zone) => zone.id === id)) throw invalidParameter('ZoneId', id, 'There is no such zone.');
    }
    const named = all.filter(
      ({ name, id }) => (names.length === 0 || names.includes(name)) && (ids.length === 0 || ids.includes(id)),
    );
    return { AvailabilityZones: filtered(named, Filters, FILTERS, region).map((zone) => describe(zone, region)) };
  },
);

function describe({ id, name }: Zone, region: Region): AvailabilityZone {
  return {
    OptInStatus: 'opt-in-not-required',
    Messages: [],
    RegionName: region.name,
    ZoneName: name,
    ZoneId: id,
    GroupName: `${region.name}-zg-1`,
    GroupLongName: `${REGIONS[region.name]?.title ?? region.name} 1`,
    NetworkBorderGroup: region.name,
    ZoneType: 'availability-zone',
    State: 'available',
  };
}

export const operations = [describeAvailabilityZones];
