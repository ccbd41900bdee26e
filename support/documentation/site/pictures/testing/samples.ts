/** Verdicts and lives of jobs for tests of the pictures. Nothing but tests imports this. */
import type { Network } from '../../../../network/model.ts';
import {
  acl,
  DEFAULT_EGRESS,
  documentedRows,
  ESP,
  entry,
  group,
  IKE,
  line,
  network as sampleNetwork,
  subnet,
  toCidr,
  toGroup,
} from '../../../../network/testing/sample.ts';
import { judge } from '../../../../rules/judge.ts';
import { DOCUMENTED, job, OBSERVED, STRICT } from '../../../../rules/testing/sample.ts';
import type { Job, RuleOptions } from '../../../../rules/types.ts';
import type { EvidenceTimeline, EvidenceVerdict } from '../../types.ts';

/** Two instances, two subnets and the documented rows, unless said otherwise; `network: false` for no VPC at all. */
export function evidence(
  network: Partial<Network> | false = {},
  parts: Partial<Job> = {},
  options: RuleOptions = DOCUMENTED,
): EvidenceVerdict {
  const read = network === false ? undefined : sampleNetwork(network);
  const named = read && {
    subnets: [...read.subnets.map(({ id }) => id), ...read.unknownSubnets],
    securityGroups: [...read.securityGroups.map(({ id }) => id), ...read.unknownSecurityGroups],
  };
  const { job: judged, findings, refusals, stalls } = judge(job({ vpc: named, ...parts }), read, options);
  return { job: judged, findings, refused: refusals.length > 0, stalls, ...(read && { network: read }) };
}

const LONG_SUBNETS = ['subnet-0a1b2c3d4e5f67890', 'subnet-0f9e8d7c6b5a43210'];
const LONG_GROUP = 'sg-0a1b2c3d4e5f67890';

export const HOSTILE = '"><script>alert(1)</script>&\u202e\u0000\ud800 مرحبا 漢字 👩‍👩‍👧 ]]>';

export const SAMPLES: Readonly<Record<string, EvidenceVerdict>> = {
  documented: evidence(),
  'default-egress': evidence({ securityGroups: [group('sg-1', { egress: DEFAULT_EGRESS })] }),
  'no-esp-egress': evidence({ securityGroups: [group('sg-1', { egress: [line(IKE, toGroup('sg-1'))] })] }),
  'no-rules': evidence({ securityGroups: [group('sg-1', { ingress: [], egress: [] })] }),
  'long-ids': evidence({
    vpcs: [{ id: 'vpc-0123456789abcdef0', cidrs: ['10.0.0.0/16'], tenancy: 'default' }],
    subnets: LONG_SUBNETS.map((id, n) =>
      subnet(n, { id, vpc: 'vpc-0123456789abcdef0', zone: n === 0 ? 'eu-central-1a' : 'eu-central-1b' }),
    ),
    securityGroups: [
      group(LONG_GROUP, { vpc: 'vpc-0123456789abcdef0', ingress: documentedRows(LONG_GROUP), egress: DEFAULT_EGRESS }),
    ],
  }),
  'closest match': evidence({
    securityGroups: [
      group('sg-1', {
        ingress: [line(IKE, toGroup('sg-1')), line(ESP, toCidr('10.0.0.0/25'))],
        egress: DEFAULT_EGRESS,
      }),
    ],
  }),
  strict: evidence({ securityGroups: [group('sg-1', { egress: DEFAULT_EGRESS })] }, {}, STRICT),
  'network-acl': evidence({
    subnets: [
      subnet(0, { acl: acl([entry(90, 'out', { allow: false, protocol: 50 }), entry(100, 'out'), entry(100, 'in')]) }),
      subnet(1, { zone: 'eu-central-1b', acl: acl([], 'acl-2') }),
    ],
  }),
  'two-groups': evidence({
    securityGroups: [group('sg-1', { egress: [] }), group('sg-2', { name: 'outbound', ingress: [] })],
  }),
  'other-vpc': evidence({ securityGroups: [group('sg-1'), group('sg-9', { vpc: 'vpc-2', name: 'elsewhere' })] }),
  unread: { ...evidence(), network: undefined } as unknown as EvidenceVerdict,
  'acl-single-instance': evidence({ subnets: [subnet(0), subnet(1, { acl: acl([], 'acl-2') })] }, { instances: 1 }),
  'instances-not-given': evidence({}, { instances: 0, instanceTypes: [] }),
  unknown: evidence({ unknownSubnets: ['subnet-gone'], unknownSecurityGroups: ['sg-gone'] }),
  'not-encrypted': evidence({}, { encrypted: undefined }),
  'single-instance': evidence({ securityGroups: [group('sg-1', { egress: [] })] }, { instances: 1 }),
  'twenty-instances': evidence({}, { instances: 20, instanceTypes: ['ml.p4d.24xlarge'] }),
  'sixteen-subnets': evidence(
    {
      subnets: Array.from({ length: 16 }, (_, n) =>
        subnet(n, { id: `subnet-0a1b2c3d4e5f678${n + 10}`, zone: `eu-central-1${'abc'[n % 3]}` }),
      ),
    },
    { instances: 20 },
  ),
  'five-groups': evidence({ securityGroups: [1, 2, 3, 4, 5].map((n) => group(`sg-${n}`)) }),
  'no-vpc': evidence(false),
  'no-vpc-observed': evidence(false, {}, OBSERVED),
  'no-vpc-clear': evidence(false, { encrypted: undefined, instances: 20 }),
  'no-vpc-single': evidence(false, { encrypted: undefined, instances: 1 }),
  hostile: evidence(
    {
      vpcs: [{ id: HOSTILE, cidrs: ['10.0.0.0/16', HOSTILE], tenancy: 'default' }],
      subnets: [0, 1].map((n) => subnet(n, { id: `${n}${HOSTILE.repeat(3)}`, zone: HOSTILE, vpc: HOSTILE })),
      securityGroups: [group(`sg${HOSTILE}`, { vpc: HOSTILE, name: HOSTILE.repeat(5), egress: [] })],
    },
    { name: HOSTILE.repeat(2), instanceTypes: [HOSTILE] },
  ),
};

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();

export function life(
  steps: readonly (readonly [status: string, seconds: number, message?: string])[],
  parts: Partial<EvidenceTimeline> = {},
): EvidenceTimeline {
  const transitions = steps.map(([status, seconds, message]) => ({
    status,
    at: at(seconds),
    ...(message !== undefined && { message }),
  }));
  const last = steps.at(-1);
  return {
    name: 'fraud-7',
    operation: 'CreateTrainingJob',
    status: last?.[0] ?? 'InProgress',
    transitions,
    createdAt: at(0),
    ...(last && /Completed|Failed|Stopped/.test(last[0]) && { endedAt: at(last[1]) }),
    ...parts,
  };
}

export const LIVES: Readonly<Record<string, EvidenceTimeline>> = {
  completed: life([
    ['Starting', 0, 'Starting the training job'],
    ['Downloading', 60],
    ['Training', 90],
    ['Uploading', 1390],
    ['Completed', 1405],
  ]),
  stalled: life([
    ['Starting', 0, 'Waits for instances that cannot reach one another'],
    ['Stopping', 86_400],
    ['Stopped', 86_400.5],
  ]),
  running: life(
    [
      ['Starting', 0],
      ['Training', 60],
    ],
    { status: 'InProgress' },
  ),
  nothing: life([], { status: 'InProgress' }),
  interrupted: life([
    ['Starting', 0],
    ['Downloading', 60],
    ['Training', 90],
    ['Interrupted', 700],
    ['Starting', 760],
    ['Downloading', 820],
    ['Training', 850],
    ['Uploading', 2000],
    ['Completed', 2015],
  ]),
  hostile: life(
    [
      [HOSTILE.repeat(4), 0, HOSTILE],
      ['Training', 3],
    ],
    { name: HOSTILE },
  ),
};
