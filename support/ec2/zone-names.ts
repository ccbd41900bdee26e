/**
 * Regions and their availability zones. Letters are those that a new account finds; which zone id a letter stands for
 * differs from account to account, except that us-east-1 is given as it was recorded.
 */

interface RegionZones {
  /** As EC2 writes it: `US East (N. Virginia)`. */
  readonly title: string;
  /** Letters of its zones, in the order of their names. Default: a, b and c. */
  readonly letters?: string;
  /** The numbers of their ids, in the same order. Default: from 1. */
  readonly ids?: readonly number[];
  /** An account has to ask for it first. */
  readonly optIn?: true;
}

export const REGIONS: Readonly<Record<string, RegionZones>> = {
  'us-east-1': { title: 'US East (N. Virginia)', letters: 'abcdef', ids: [6, 1, 2, 4, 3, 5] },
  'us-east-2': { title: 'US East (Ohio)' },
  'us-west-1': { title: 'US West (N. California)', letters: 'ab', ids: [1, 3] },
  'us-west-2': { title: 'US West (Oregon)', letters: 'abcd', ids: [2, 1, 3, 4] },
  'ca-central-1': { title: 'Canada (Central)', letters: 'abd', ids: [1, 2, 4] },
  'sa-east-1': { title: 'South America (Sao Paulo)' },
  'eu-central-1': { title: 'Europe (Frankfurt)' },
  'eu-north-1': { title: 'Europe (Stockholm)' },
  'eu-west-1': { title: 'Europe (Ireland)' },
  'eu-west-2': { title: 'Europe (London)' },
  'eu-west-3': { title: 'Europe (Paris)' },
  'ap-northeast-1': { title: 'Asia Pacific (Tokyo)', letters: 'acd', ids: [4, 1, 2] },
  'ap-northeast-2': { title: 'Asia Pacific (Seoul)', letters: 'abcd' },
  'ap-northeast-3': { title: 'Asia Pacific (Osaka)' },
  'ap-south-1': { title: 'Asia Pacific (Mumbai)' },
  'ap-southeast-1': { title: 'Asia Pacific (Singapore)' },
  'ap-southeast-2': { title: 'Asia Pacific (Sydney)' },
  'af-south-1': { title: 'Africa (Cape Town)', optIn: true },
  'ap-east-1': { title: 'Asia Pacific (Hong Kong)', optIn: true },
  'ap-south-2': { title: 'Asia Pacific (Hyderabad)', optIn: true },
  'ap-southeast-3': { title: 'Asia Pacific (Jakarta)', optIn: true },
  'ap-southeast-4': { title: 'Asia Pacific (Melbourne)', optIn: true },
  'ca-west-1': { title: 'Canada West (Calgary)', optIn: true },
  'eu-central-2': { title: 'Europe (Zurich)', optIn: true },
  'eu-south-1': { title: 'Europe (Milan)', optIn: true },
  'eu-south-2': { title: 'Europe (Spain)', optIn: true },
  'il-central-1': { title: 'Israel (Tel Aviv)', optIn: true },
  'me-central-1': { title: 'Middle East (UAE)', optIn: true },
  'me-south-1': { title: 'Middle East (Bahrain)', optIn: true },
};
