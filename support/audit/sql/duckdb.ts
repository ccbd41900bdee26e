import { type Dialect, jsonPath, quoted } from './dialect.ts';

/** DuckDB, over a table whose column `r` is a CloudTrail record as `RECORD` reads it. */
export const duckdb: Dialect = {
  get: (json, path) => `json_extract(${json}, ${jsonPath(path)})`,
  text: (json) => `CAST(${json} AS VARCHAR)`,
  parsed: (text) => `TRY_CAST(${text} AS JSON)`,
  scalar: (text, path) => `json_extract_string(${text}, ${jsonPath(path)})`,
  elements: (json) => `CAST(${json} AS JSON[])`,
  noElements: 'CAST([] AS JSON[])',
  array: (element) => `[${element}]`,
  length: (array) => `len(${array})`,
  at: (array, place) => `list_extract(${array}, ${place})`,
  map: (array, one) => `list_transform(${array}, lambda x: ${one('x')})`,
  filter: (array, one) => `list_filter(${array}, lambda x: ${one('x')})`,
  any: (array, one) => `(len(list_filter(${array}, lambda x: ${one('x')})) > 0)`,
  sum: (array) => `CAST(coalesce(list_sum(${array}), 0) AS BIGINT)`,
  most: (array) => `list_max(${array})`,
  matches: (text, pattern) => `regexp_matches(${text}, ${quoted(pattern)})`,
  replace: (text, pattern) => `regexp_replace(${text}, ${quoted(pattern)}, '', 'g')`,
  numbers: (last, table, column) => `UNNEST(generate_series(1, ${last})) AS ${table}(${column})`,
  calls: {
    id: 'r.eventID',
    time: 'r.eventTime',
    source: 'r.eventSource',
    name: 'r.eventName',
    region: 'r.awsRegion',
    agent: 'r.userAgent',
    error: 'r.errorCode',
    account: ['r.recipientAccountId', "json_extract_string(r.userIdentity, '$.accountId')"],
    role: [
      "json_extract_string(r.userIdentity, '$.sessionContext.sessionIssuer.arn')",
      "json_extract_string(r.userIdentity, '$.arn')",
      "json_extract_string(r.userIdentity, '$.invokedBy')",
      "json_extract_string(r.userIdentity, '$.type')",
    ],
    parameters: 'CAST(r.requestParameters AS VARCHAR)',
  },
};

/** The type of a record: texts and JSON take whatever stands there. */
export const RECORD =
  'STRUCT(eventID VARCHAR, eventTime VARCHAR, eventSource VARCHAR, eventName VARCHAR, awsRegion VARCHAR, userAgent VARCHAR, ' +
  'errorCode VARCHAR, recipientAccountId VARCHAR, userIdentity JSON, requestParameters JSON)';
