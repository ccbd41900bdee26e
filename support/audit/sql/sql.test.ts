import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FLAGGED_OPERATIONS } from '../../sagemaker/request-facts.ts';
import { OPERATIONS } from '../operations.ts';
import { auditSql } from './index.ts';
import { athena, lake } from './trino.ts';

test('every operation that has a place for the flag is asked for, with the paths that lint reads', () => {
  assert.deepEqual(
    OPERATIONS.map(({ operation }) => operation),
    FLAGGED_OPERATIONS,
  );
  const sql = auditSql(athena, { from: 'logs', networks: false });
  for (const operation of FLAGGED_OPERATIONS) assert.ok(sql.includes(`'${operation}'`), operation);
  const paths = Object.fromEntries(
    OPERATIONS.map(({ operation, network, cluster }) => [operation, [network, cluster]]),
  );
  assert.deepEqual(paths.CreateProcessingJob, [['NetworkConfig'], ['ProcessingResources', 'ClusterConfig']]);
  assert.deepEqual(paths.CreateAutoMLJob, [['AutoMLJobConfig', 'SecurityConfig'], undefined]);
});

test('the table and the condition of the caller stand in the SQL, and networks only on demand', () => {
  const sql = auditSql(athena, { from: 'audit.logs', networks: false, where: "region = 'eu-central-1'" });
  assert.match(sql, /FROM audit\.logs\n/);
  assert.match(sql, /AND \(region = 'eu-central-1'\)/);
  assert.match(sql, /CAST\(NULL AS VARCHAR\) AS network/);
  assert.match(auditSql(lake, { from: '0a1b', networks: true }), /securitygroupids/);
});

test('CloudTrail Lake is asked for the whole event, where Athena has the request as text', () => {
  assert.match(auditSql(lake, { from: 'x', networks: false }), /json_extract\(eventjson, '\$\.requestParameters'\)/);
  assert.doesNotMatch(auditSql(athena, { from: 'x', networks: false }), /eventjson/);
});
