import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { Failure } from '../../failure.ts';
import type { TallyRow } from '../sql/tally.ts';
import { tally } from '../testing/made-up.ts';
import { runInAthena } from './run.ts';

type Answer = (input: Readonly<Record<string, unknown>>) => object | { readonly error: string };

/** Athena's JSON protocol on this machine, answering what a test says; keeps what was asked. */
async function fakeAthena(answers: Readonly<Record<string, Answer>>) {
  const asked: { readonly operation: string; readonly input: Readonly<Record<string, unknown>> }[] = [];
  const server = createServer(async (request, response) => {
    const operation = `${request.headers['x-amz-target']}`.replace('AmazonAthena.', '');
    const input = JSON.parse(await text(request));
    asked.push({ operation, input });
    const answer = answers[operation]?.(input) ?? { error: 'InvalidRequestException' };
    const isError = 'error' in answer;
    response.writeHead(isError ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(isError ? { __type: answer.error, message: 'no such thing' } : answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_ATHENA: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: '111122223333',
    AWS_SECRET_ACCESS_KEY: 'train-encrypt',
    AWS_REGION: 'eu-central-1',
  });
  return {
    asked,
    async [Symbol.asyncDispose]() {
      process.env = before;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const NAMES = Object.keys(tally()) as (keyof TallyRow)[];
const dataOf = (row: TallyRow) => ({
  Data: NAMES.map((name) => (row[name] === null ? {} : { VarCharValue: `${row[name]}` })),
});
const HEAD = { Data: NAMES.map((name) => ({ VarCharValue: name })) };
const metadata = { ColumnInfo: NAMES.map((Name) => ({ Name, Type: 'varchar' })) };

test('one query is started, waited for, and all pages of its rows are read', async () => {
  const rows = [tally({ jobs: 3, calls: 2 }), tally({ answer: 'not shown', why: 'rules', network: '{"subnets":[]}' })];
  const states = ['QUEUED', 'RUNNING', 'SUCCEEDED'];
  await using athena = await fakeAthena({
    StartQueryExecution: () => ({ QueryExecutionId: 'q-1' }),
    GetQueryExecution: () => ({ QueryExecution: { Status: { State: states.shift() } } }),
    GetQueryResults: ({ NextToken }) =>
      NextToken === undefined
        ? { ResultSet: { Rows: [HEAD, dataOf(rows[0] as TallyRow)], ResultSetMetadata: metadata }, NextToken: 'more' }
        : { ResultSet: { Rows: [dataOf(rows[1] as TallyRow)], ResultSetMetadata: metadata } },
  });
  const read: TallyRow[] = [];
  const options = { database: 'audit', workgroup: 'team', output: 's3://results/', pause: 1 };
  await runInAthena('SELECT 1', options, (row) => void read.push(row));
  assert.deepEqual(read, rows);
  const [start] = athena.asked;
  assert.deepEqual(
    [
      start?.input.QueryString,
      start?.input.QueryExecutionContext,
      start?.input.WorkGroup,
      start?.input.ResultConfiguration,
    ],
    ['SELECT 1', { Database: 'audit' }, 'team', { OutputLocation: 's3://results/' }],
  );
  const operations = new Set(athena.asked.map(({ operation }) => operation));
  assert.deepEqual([...operations], ['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults']);
});

test('a query that fails ends with its reason, and so does an Athena that does not allow it', async () => {
  const status = { State: 'FAILED', StateChangeReason: 'TABLE_NOT_FOUND: logs' };
  await using _athena = await fakeAthena({
    StartQueryExecution: ({ QueryString }) =>
      QueryString === 'denied' ? { error: 'AccessDeniedException' } : { QueryExecutionId: 'q-2' },
    GetQueryExecution: () => ({ QueryExecution: { Status: status } }),
  });
  const run = (sql: string) => runInAthena(sql, { pause: 1 }, () => {});
  await assert.rejects(run('SELECT 1'), (error: Failure) => {
    assert.ok(error instanceof Failure);
    assert.match(error.message, /q-2 ended as FAILED: TABLE_NOT_FOUND: logs/);
    return error.exitCode === 3;
  });
  await assert.rejects(run('denied'), /Athena could not be asked \(AccessDeniedException/);
});

test('a row that is no tally is a fault, not a number', async () => {
  await using _athena = await fakeAthena({
    StartQueryExecution: () => ({ QueryExecutionId: 'q-3' }),
    GetQueryExecution: () => ({ QueryExecution: { Status: { State: 'SUCCEEDED' } } }),
    GetQueryResults: () => ({
      ResultSet: { Rows: [HEAD, dataOf({ ...tally(), answer: 'fine' as never })], ResultSetMetadata: metadata },
    }),
  });
  await assert.rejects(
    runInAthena('SELECT 1', { pause: 1 }, () => {}),
    Failure,
  );
});
