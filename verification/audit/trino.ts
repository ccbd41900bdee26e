import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { quoted } from '../../support/audit/sql/dialect.ts';
import { packageRoot } from '../../support/package.ts';

const run = promisify(execFile);

/** The folder of Trino's jars, where it is there: `mvn -f verification/audit/trino/pom.xml dependency:copy-dependencies`. */
export function trinoJars(): string | undefined {
  const folder = process.env.TRAIN_ENCRYPT_TRINO ?? join(packageRoot, '.venv', 'trino');
  return existsSync(folder) ? folder : undefined;
}

/** Records in one INSERT. */
const AT_ONCE = 100;

const scalar = (path: string): string => `json_extract_scalar(event, '$.${path}')`;

/** CloudTrail's table as Athena's console makes it, as far as the audit reads it. */
const ATHENA_TABLE = `CREATE TABLE cloudtrail_logs AS SELECT
  ${scalar('eventID')} AS eventid, ${scalar('eventTime')} AS eventtime, ${scalar('eventSource')} AS eventsource,
  ${scalar('eventName')} AS eventname, ${scalar('awsRegion')} AS awsregion, ${scalar('userAgent')} AS useragent,
  ${scalar('errorCode')} AS errorcode, ${scalar('recipientAccountId')} AS recipientaccountid,
  CAST(ROW(${['type', 'arn', 'accountId', 'invokedBy'].map((name) => scalar(`userIdentity.${name}`)).join(', ')},
    ROW(ROW(${scalar('userIdentity.sessionContext.sessionIssuer.arn')})))
    AS ROW(type varchar, arn varchar, accountid varchar, invokedby varchar, sessioncontext ROW(sessionissuer ROW(arn varchar)))) AS useridentity,
  json_format(json_extract(event, '$.requestParameters')) AS requestparameters
FROM given`;

/** The same for an event data store of CloudTrail Lake. */
const LAKE_TABLE = `CREATE TABLE event_data_store AS SELECT
  eventid, CAST(from_iso8601_timestamp(eventtime) AS timestamp) AS eventtime, eventsource, eventname, awsregion, useragent,
  errorcode, recipientaccountid, useridentity, event AS eventjson
FROM cloudtrail_logs JOIN given ON eventid = ${scalar('eventID')}`;

export const TABLES = { athena: 'cloudtrail_logs', lake: 'event_data_store' } as const;

/**
 * Runs queries in a Trino over tables that hold these records: `cloudtrail_logs` as Athena has it, `event_data_store` as
 * CloudTrail Lake. Resolves to the rows of each.
 * @param records with ids of their own
 */
export async function askTrino(
  jars: string,
  records: readonly object[],
  queries: readonly string[],
): Promise<readonly (readonly (readonly unknown[])[])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'train-encrypt-trino-'));
  try {
    const inserts = [...Array(Math.ceil(records.length / AT_ONCE)).keys()].map((index) => {
      const some = records.slice(index * AT_ONCE, (index + 1) * AT_ONCE);
      return `INSERT INTO given VALUES ${some.map((record) => `(${quoted(JSON.stringify(record))})`).join(', ')}`;
    });
    const statements = [
      "CREATE TABLE given AS SELECT CAST('' AS varchar) AS event WHERE false",
      ...inserts,
      ATHENA_TABLE,
      LAKE_TABLE,
      ...queries,
    ];
    const file = join(folder, 'statements.json');
    writeFileSync(file, JSON.stringify(statements));
    const program = fileURLToPath(new URL('./trino/Run.java', import.meta.url));
    const { stdout } = await run('java', ['-Xmx1500m', '-XX:+UseSerialGC', '-cp', join(jars, '*'), program, file], {
      maxBuffer: 1024 ** 3,
    });
    return stdout
      .split('\n')
      .filter((line) => line.startsWith('rows '))
      .map((line) => JSON.parse(line.slice('rows '.length)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
