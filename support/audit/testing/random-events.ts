import fc from '../../../verification/fast-check.ts';
import { OPERATIONS, type OperationPaths } from '../operations.ts';

// Records of CloudTrail with every member that decides right, wrong, absent, hidden, or of another type.

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const nothing = fc.constantFrom(undefined, null);
const strange = fc.constantFrom<unknown>('', 'x', HIDDEN, '***', 7, true, [], {}, [1], [{}]);

const mostly = (usual: fc.Arbitrary<unknown>, weight = 8): fc.Arbitrary<unknown> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: nothing }, { weight: 1, arbitrary: strange });

const count = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(1, 2, 1, 2, 3, 16) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      undefined,
      null,
      0,
      -1,
      2.0,
      1.5,
      1e1,
      2 ** 31,
      4e9,
      '1',
      '2',
      ' 2 ',
      '+3',
      '-1',
      '02',
      'two',
      '',
      '1.5',
      HIDDEN,
      true,
      [],
      {},
      [2],
      '99999999999',
    ),
  },
);

const flag = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(true, true, false, undefined) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 'true', 'false', 0, 1, HIDDEN, [], {}) },
);

const ids = (prefix: string) =>
  mostly(
    fc.array(fc.constantFrom<unknown>(`${prefix}-1`, `${prefix}-2`, 5, null, HIDDEN, '[redacted]', {}, []), {
      maxLength: 3,
    }),
  );

const vpc = mostly(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] }) },
    { weight: 2, arbitrary: fc.record({ Subnets: ids('subnet'), SecurityGroupIds: ids('sg') }, { requiredKeys: [] }) },
  ),
  4,
);

const parts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ InstanceCount: count, InstanceType: fc.constant('ml.m5.xlarge') }) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 'x', 5, []) },
  ),
  { maxLength: 3 },
);

/** Only what the API's shapes have: a group of instances is none in a monitoring job. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  ResourceConfig: ['InstanceGroups', 'InstancePreferences'],
  ProcessingResources: ['InstancePreferences'],
  HyperParameterTuningResourceConfig: ['InstanceConfigs'],
};

function cluster(path: readonly string[]): fc.Arbitrary<unknown> {
  const lists = LISTS[path[0] ?? ''] ?? [];
  const inner = fc
    .record({
      InstanceCount: count,
      InstanceType: fc.constant('ml.m5.xlarge'),
      ...Object.fromEntries(lists.map((name) => [name, fc.oneof({ weight: 3, arbitrary: nothing }, mostly(parts, 3))])),
    })
    .map(dropped);
  return nested(path.slice(1), mostly(inner));
}

/** At a path of members, any of which may be missing or something else. */
function nested(path: readonly string[], inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return path.toReversed().reduce(
    (below, name) =>
      mostly(
        below.map((value) => dropped({ [name]: value })),
        12,
      ),
    inner,
  );
}

function dropped(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

function definition({ network, cluster: at, alternatives }: OperationPaths): fc.Arbitrary<object> {
  const guarded = { EnableInterContainerTrafficEncryption: flag, VpcConfig: vpc };
  const [top, ...below] = network;
  return fc
    .record({
      RoleArn: fc.constant('arn:aws:iam::111122223333:role/Train'),
      ...(top === undefined ? guarded : { [top]: nested(below, mostly(fc.record(guarded).map(dropped))) }),
      ...(at && { [at[0] ?? '']: cluster(at) }),
      ...(alternatives && {
        [alternatives[0] ?? '']: fc.oneof({ weight: 2, arbitrary: nothing }, cluster(alternatives)),
      }),
    })
    .map(dropped);
}

function request(paths: OperationPaths): fc.Arbitrary<object> {
  const { definitions, name } = paths;
  const named = (members: object) => ({ [name]: 'a-job', ...members });
  if (definitions === undefined) return definition(paths).map(named);
  const one = nested(definitions.one, mostly(definition(paths))).map((value) => value);
  const [top = ''] = definitions.one;
  const inOne = one.map((value) => (isObject(value) ? named(value) : named({ [top]: value })));
  const { several } = definitions;
  const elsewhere = fc.constant(named({ [top]: { MonitoringJobDefinitionName: 'd' } }));
  if (several === undefined) return fc.oneof({ weight: 5, arbitrary: inOne }, { weight: 1, arbitrary: elsewhere });
  const inSeveral = fc.array(definition(paths), { maxLength: 3 }).map((all) => named({ [several[0] ?? '']: all }));
  return fc.oneof(inOne, inSeveral, fc.constant(named({})));
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** CloudTrail begins names with a small letter; the API's own names are taken too. */
function cased(value: unknown, first: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => cased(item, first));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [first(name), cased(item, first)]));
}

const small = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const same = (name: string): string => name;

interface RandomEvent {
  readonly eventID: string;
}

const oneEvent = fc.constantFrom(...OPERATIONS).chain((paths) =>
  fc
    .record({
      parameters: fc.oneof(
        { weight: 12, arbitrary: request(paths) },
        {
          weight: 1,
          arbitrary: fc.constantFrom<unknown>(null, undefined, 'x', [], { omitted: true }, { omitted: false }),
        },
      ),
      names: fc.constantFrom(small, small, small, same),
      errorCode: fc.constantFrom(undefined, undefined, undefined, undefined, 'AccessDenied', ''),
    })
    .map(({ parameters, names, errorCode }) => ({
      eventSource: 'sagemaker.amazonaws.com',
      eventName: paths.operation,
      eventTime: '2025-11-28T09:00:00Z',
      awsRegion: 'eu-central-1',
      userAgent: 'Boto3/1.40.0',
      recipientAccountId: '111122223333',
      ...(errorCode !== undefined && { errorCode }),
      requestParameters: cased(parameters, names),
    })),
);

/** A handful of records with ids of their own. */
export const events: fc.Arbitrary<readonly RandomEvent[]> = fc
  .array(oneEvent, { minLength: 1, maxLength: 60 })
  .map((all) => all.map((event, index) => ({ eventID: `event-${index + 1}`, ...event })));
