import { OPERATIONS } from '../operations.ts';
import { type Dialect, quoted } from './dialect.ts';
import { byOperation, JsonSql } from './facts.ts';

/** The columns of a judged job, in order. */
export const JOB_COLUMNS = [
  'event_id',
  'event_time',
  'nth',
  'operation',
  'account',
  'role',
  'region',
  'month',
  'agent',
  'answer',
  'why',
  'network',
  'example',
] as const;

export interface JudgeOptions {
  /** Where the records are: a table's name, or a query in brackets with an alias. */
  readonly from: string;
  /** Keep the VPC of jobs whose answer only their network decides. Without, `network` is NULL. */
  readonly networks: boolean;
  /** A condition more on the records, such as on a partition. */
  readonly where?: string | undefined;
}

/** Separates the parts of an example. JSON has no such character as it is. */
export const PART = '\u001f';

/**
 * The one definition of how a CloudTrail record is judged, as common table expressions of which the last is `judged`: a
 * row for each job, or one for a call of which no job can be seen. It gives the answers of `findings/answer.ts`; where a
 * network alone decides, `not shown` with `why` = `rules`.
 */
export function judgement(dialect: Dialect, { from, networks, where }: JudgeOptions): string {
  const json = new JsonSql(dialect);
  const { calls: call, text } = dialect;
  const names = OPERATIONS.map(({ operation }) => quoted(operation)).join(', ');
  const cluster = (column: string) =>
    byOperation((paths) => (column in paths ? pathOf(paths, column) : undefined), 'NULL');
  const pathOf = (paths: (typeof OPERATIONS)[number], column: string) =>
    json.get('definition', paths[column as 'cluster' | 'alternatives'] ?? []);
  const openAt = (column: 'network' | 'cluster' | 'alternatives') =>
    byOperation((paths) => {
      const path = paths[column];
      return path === undefined || path.length === 0 ? undefined : json.isOpenAlong('definition', path);
    }, 'FALSE');
  const isObjectRequest = `${json.isObject('lowered')} AND coalesce(${json.textAt('lowered', ['omitted'])}, 'false') <> 'true'`;
  return `calls AS (
  SELECT ${call.id} AS event_id,
    ${call.time} AS event_time,
    ${call.name} AS operation,
    coalesce(${[...call.account, "'unknown'"].join(', ')}) AS account,
    coalesce(${[...call.role, "'unknown'"].join(', ')}) AS role,
    coalesce(${call.region}, 'unknown') AS region,
    coalesce(substr(${call.time}, 1, 7), 'unknown') AS month,
    coalesce(${dialect.replace(call.agent, ' DagRunKey/[^ ]+')}, '') AS agent,
    CASE WHEN ${call.error} <> '' THEN ${call.error} END AS error,
    ${call.parameters} AS parameters
  FROM ${from}
  WHERE ${call.source} = 'sagemaker.amazonaws.com'
    AND ${call.name} IN (${names})${where === undefined ? '' : `\n    AND (${where})`}
),
lowered AS (
  SELECT event_id, event_time, operation, account, role, region, month, agent, error,
    ${byOperation(({ name }) => dialect.scalar('parameters', [name.charAt(0).toLowerCase() + name.slice(1)]), 'NULL')} AS name,
    ${dialect.parsed('lower(parameters)')} AS lowered
  FROM calls
),
requests AS (
  SELECT event_id, event_time, operation, account, role, region, month, agent, error, name,
    CASE WHEN ${isObjectRequest} THEN lowered END AS request
  FROM lowered
),
defined AS (
  SELECT *,
    CASE WHEN request IS NULL THEN ${dialect.noElements}
      ELSE ${definitionsOf(dialect, json)} END AS definitions
  FROM requests
),
jobs AS (
  SELECT event_id, event_time, nth, operation, account, role, region, month, agent, error, name,
    request IS NULL AS is_unkept,
    CASE WHEN ${dialect.length('definitions')} > 0 THEN ${dialect.at('definitions', 'nth')} END AS definition
  FROM defined CROSS JOIN ${dialect.numbers(`greatest(1, ${dialect.length('definitions')})`, 'numbers', 'nth')}
),
members AS (
  SELECT event_id, event_time, nth, operation, account, role, region, month, agent, error, name, is_unkept,
    definition IS NULL AS is_elsewhere,
    ${openAt('network')} AS is_network_open,
    ${byOperation(({ network }) => json.textAt('definition', [...network, 'EnableInterContainerTrafficEncryption']), 'NULL')} AS sent,
    ${byOperation(({ network }) => json.get('definition', [...network, 'VpcConfig']), 'NULL')} AS vpc,
    ${openAt('cluster')} OR ${openAt('alternatives')} AS is_cluster_open,
    ${cluster('cluster')} AS cluster,
    ${cluster('alternatives')} AS alternatives
  FROM jobs
),
counted AS (
  SELECT *,
    ${json.textAt('cluster', ['InstanceCount'])} AS own,
    ${dialect.map(objectsOf(dialect, json, 'cluster', 'InstanceGroups'), (one) => json.textAt(one, ['InstanceCount']))} AS grouped,
    ${dialect.map(objectsOf(dialect, json, 'cluster', 'InstancePreferences'), (one) => json.textAt(one, ['InstanceCount']))} AS preferred,
    ${json.textAt('alternatives', ['InstanceCount'])} AS shared,
    ${dialect.map(objectsOf(dialect, json, 'alternatives', 'InstanceConfigs'), (one) => json.textAt(one, ['InstanceCount']))} AS configured,
    ${[
      ['cluster', 'InstanceGroups'],
      ['cluster', 'InstancePreferences'],
      ['alternatives', 'InstanceConfigs'],
    ]
      .map(([column = '', member = '']) => hasMisfits(dialect, json, column, member))
      .join('\n      OR ')} AS is_list_open
  FROM members
),
facts AS (
  SELECT *,
    ${countOf(dialect, json)} AS most,
    (is_cluster_open OR is_list_open
      OR ${json.isOpenCount('own')}
      OR ${json.isOpenCount('shared')}
      OR ${['grouped', 'preferred', 'configured'].map((list) => dialect.any(list, (one) => json.isOpenCount(one))).join('\n      OR ')}) AS is_count_open,
    CASE WHEN is_network_open THEN NULL
      WHEN coalesce(sent, 'null') = 'null' THEN 'absent'
      WHEN sent IN ('true', 'false') THEN sent END AS flag,
    (is_network_open OR ${json.isMisfit('vpc', '{')}
      OR ${json.hasOpenIds(json.get('vpc', ['Subnets']))}
      OR ${json.hasOpenIds(json.get('vpc', ['SecurityGroupIds']))}) AS is_vpc_open,
    ${json.isObject('vpc')} AS has_vpc
  FROM counted
),
known AS (
  SELECT *,
    CASE WHEN operation IN ('CreateAutoMLJob', 'CreateAutoMLJobV2') THEN 'chosen'
      WHEN most >= 2 THEN 'several'
      WHEN NOT is_count_open AND most = 1 THEN 'one' END AS instances
  FROM facts
),
judged AS (
  SELECT event_id, event_time, nth, operation, account, role, region, month, agent,
    CASE WHEN error IS NOT NULL THEN 'refused'
      WHEN is_elsewhere THEN 'not shown'
      WHEN instances = 'one' THEN 'single instance'
      WHEN instances IS NULL OR flag IS NULL THEN 'not shown'
      WHEN flag <> 'true' THEN 'unencrypted'
      WHEN NOT is_vpc_open AND NOT has_vpc THEN 'blocked'
      ELSE 'not shown' END AS answer,
    CASE WHEN error IS NOT NULL THEN error
      WHEN is_unkept THEN 'request'
      WHEN is_elsewhere THEN 'definition'
      WHEN instances = 'one' THEN 'one'
      WHEN instances IS NULL THEN 'instances'
      WHEN flag IS NULL THEN 'flag'
      WHEN flag <> 'true' THEN flag
      WHEN is_vpc_open THEN 'vpc'
      WHEN NOT has_vpc THEN 'no vpc'
      ELSE 'rules' END AS why,
    ${networks ? `CASE WHEN error IS NULL AND NOT is_elsewhere AND instances IN ('several', 'chosen') AND flag = 'true' AND NOT is_vpc_open AND has_vpc THEN ${networkOf(dialect, json)} END` : 'CAST(NULL AS VARCHAR)'} AS network,
    ${[
      'event_id',
      'event_time',
      'CAST(nth AS VARCHAR)',
      'sent',
      text('cluster'),
      text('alternatives'),
      text('vpc'),
      'name',
    ]
      .map((part) => `coalesce(${part}, '')`)
      .join(' || chr(31) || ')} AS example
  FROM known
)`;
}

/** The same text on every engine, whatever order it keeps names in. */
function networkOf({ text }: Dialect, json: JsonSql): string {
  const member = (name: string) => `coalesce(${text(json.get('vpc', [name]))}, '[]')`;
  return `'{"subnets":' || ${member('Subnets')} || ',"securitygroupids":' || ${member('SecurityGroupIds')} || '}'`;
}

function definitionsOf(dialect: Dialect, json: JsonSql): string {
  return byOperation(({ definitions }) => {
    if (definitions === undefined) return undefined;
    const one = json.get('request', definitions.one);
    const several =
      definitions.several === undefined
        ? dialect.noElements
        : dialect.filter(json.elementsOf(json.get('request', definitions.several)), (element) =>
            json.isObject(element),
          );
    return `CASE WHEN ${json.isObject(one)} THEN ${dialect.array(one)} ELSE ${several} END`;
  }, dialect.array('request'));
}

const objectsOf = (dialect: Dialect, json: JsonSql, column: string, member: string): string =>
  dialect.filter(json.elementsOf(json.get(column, [member])), (one) => json.isObject(one));

const hasMisfits = (dialect: Dialect, json: JsonSql, column: string, member: string): string =>
  `(${json.isMisfit(json.get(column, [member]), '[')} OR ${dialect.any(json.elementsOf(json.get(column, [member])), (one) => json.isMisfit(one, '{'))})`;

/** As `instancesOf` and `alternativesOf` of the stub: 0 where the request does not say. */
function countOf(dialect: Dialect, json: JsonSql): string {
  const { length, any, map, sum, most } = dialect;
  const orZero = (one: string) => `coalesce(${json.count(one)}, CAST(0 AS BIGINT))`;
  const own = json.count('own');
  const standing = byOperation(({ instances }) => (instances === undefined ? undefined : `${instances}`), '0');
  const cluster = `coalesce(${own}, CASE WHEN ${json.isObject('cluster')} THEN ${standing} ELSE 0 END)`;
  const preference = (one: string) => `coalesce(${json.count(one)}, nullif(${cluster}, 0))`;
  const isOpen = (list: string, known: string, count: (one: string) => string) =>
    `${known} < 2 AND ${any(list, (one) => `(${count(one)}) IS NULL`)}`;
  const groups = sum(map('grouped', orZero));
  const preferences = `coalesce(${most(map('preferred', (one) => `coalesce(${preference(one)}, 0)`))}, 0)`;
  const config = (one: string) => `nullif(coalesce(${json.count(one)}, ${json.count('shared')}), 0)`;
  const configs = `coalesce(${most(map('configured', (one) => `coalesce(${config(one)}, 0)`))}, 0)`;
  return `CASE WHEN ${json.isObject('alternatives')} THEN
        CASE WHEN ${length('configured')} > 0 THEN
          CASE WHEN ${isOpen('configured', configs, config)} THEN 0 ELSE ${configs} END
        ELSE coalesce(${json.count('shared')}, 0) END
      WHEN ${length('grouped')} > 0 THEN
        CASE WHEN ${isOpen('grouped', groups, json.count.bind(json))} THEN 0 ELSE ${groups} END
      WHEN ${length('preferred')} > 0 THEN
        CASE WHEN ${isOpen('preferred', preferences, preference)} THEN 0 ELSE ${preferences} END
      ELSE ${cluster} END`;
}
