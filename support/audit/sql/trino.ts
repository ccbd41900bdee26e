import { type CallColumns, type Dialect, jsonPath, quoted } from './dialect.ts';

const language: Omit<Dialect, 'calls'> = {
  get: (json, path) => `json_extract(${json}, ${jsonPath(path)})`,
  text: (json) => `json_format(${json})`,
  parsed: (text) => `try(json_parse(${text}))`,
  scalar: (text, path) => `json_extract_scalar(${text}, ${jsonPath(path)})`,
  elements: (json) => `CAST(${json} AS ARRAY(JSON))`,
  noElements: 'CAST(ARRAY[] AS ARRAY(JSON))',
  array: (element) => `ARRAY[${element}]`,
  length: (array) => `cardinality(${array})`,
  at: (array, place) => `element_at(${array}, ${place})`,
  map: (array, one) => `transform(${array}, x -> ${one('x')})`,
  filter: (array, one) => `filter(${array}, x -> ${one('x')})`,
  any: (array, one) => `(cardinality(filter(${array}, x -> ${one('x')})) > 0)`,
  sum: (array) => `reduce(${array}, CAST(0 AS BIGINT), (s, x) -> s + x, s -> s)`,
  most: (array) => `array_max(${array})`,
  matches: (text, pattern) => `regexp_like(${text}, ${quoted(pattern)})`,
  replace: (text, pattern) => `regexp_replace(${text}, ${quoted(pattern)}, '')`,
  numbers: (last, table, column) => `UNNEST(sequence(1, ${last})) AS ${table}(${column})`,
};

const columns: CallColumns = {
  id: 'eventid',
  time: 'eventtime',
  source: 'eventsource',
  name: 'eventname',
  region: 'awsregion',
  agent: 'useragent',
  error: 'errorcode',
  account: ['recipientaccountid', 'useridentity.accountid'],
  role: [
    'useridentity.sessioncontext.sessionissuer.arn',
    'useridentity.arn',
    'useridentity.invokedby',
    'useridentity.type',
  ],
  parameters: 'requestparameters',
};

/**
 * Athena, and any Trino, over the table that CloudTrail's console makes for Athena: times and request parameters are texts.
 * Source: https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html
 */
export const athena: Dialect = { ...language, calls: columns };

/**
 * CloudTrail Lake over an event data store: times are timestamps, and request parameters a map of texts, so that they are
 * taken from the whole event instead.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-supported-event-schemas.html
 */
export const lake: Dialect = {
  ...language,
  calls: {
    ...columns,
    time: `date_format(eventtime, '%Y-%m-%dT%H:%i:%sZ')`,
    parameters: `json_format(json_extract(eventjson, '$.requestParameters'))`,
  },
};
