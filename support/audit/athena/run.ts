import { setTimeout } from 'node:timers/promises';
import type { AthenaClient, Row } from '@aws-sdk/client-athena';
import { Failure } from '../../failure.ts';
import { type TallyRow, tallyRow } from '../sql/tally.ts';
import { loadAthena } from './load.ts';

export interface AthenaOptions {
  readonly database?: string | undefined;
  readonly workgroup?: string | undefined;
  /** Where Athena puts its results: `s3://bucket/prefix/`. */
  readonly output?: string | undefined;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** Milliseconds between two looks at the query. Default: 1,000. */
  readonly pause?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a query whose rows are tallies in Athena, with your own credentials, and gives each row to `onTally`. It starts one
 * query and reads its results; Athena itself writes them where the workgroup or `output` says.
 * @throws Failure exit code 2 when the client is missing, 3 when Athena does not answer the query
 */
export async function runInAthena(
  sql: string,
  options: AthenaOptions,
  onTally: (row: TallyRow) => Promise<void> | void,
): Promise<void> {
  const athena = await loadAthena();
  const { profile, region } = options;
  const client = new athena.AthenaClient({
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
    userAgentAppId: 'train-encrypt',
  });
  try {
    const id = await start(athena, client, sql, options);
    await ended(athena, client, id, options);
    let names: readonly string[] | undefined;
    for await (const page of athena.paginateGetQueryResults({ client }, { QueryExecutionId: id })) {
      names ??= page.ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Name = '' }) => Name) ?? [];
      for (const row of page.ResultSet?.Rows ?? []) {
        const tally = read(names, row);
        if (tally) await onTally(tally);
      }
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { name, message } = error as Error;
    throw new Failure(
      `Athena could not be asked (${name}: ${message.split('\n')[0]}). Check credentials, region, workgroup and --output.`,
      { exitCode: 3, cause: error },
    );
  } finally {
    client.destroy();
  }
}

type Module = Awaited<ReturnType<typeof loadAthena>>;

async function start(
  { StartQueryExecutionCommand }: Module,
  client: AthenaClient,
  sql: string,
  { database, workgroup, output }: AthenaOptions,
): Promise<string> {
  const { QueryExecutionId } = await client.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      ...(database !== undefined && { QueryExecutionContext: { Database: database } }),
      ...(workgroup !== undefined && { WorkGroup: workgroup }),
      ...(output !== undefined && { ResultConfiguration: { OutputLocation: output } }),
    }),
  );
  return QueryExecutionId ?? '';
}

async function ended(
  { GetQueryExecutionCommand }: Module,
  client: AthenaClient,
  id: string,
  { pause = 1000, signal }: AthenaOptions,
): Promise<void> {
  for (;;) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    const { State, StateChangeReason } = QueryExecution?.Status ?? {};
    if (State === 'SUCCEEDED') return;
    if (State === 'FAILED' || State === 'CANCELLED') {
      throw new Failure(
        `Athena's query ${id} ended as ${State}${StateChangeReason ? `: ${StateChangeReason}` : ''}. Nothing was judged.`,
        { exitCode: 3 },
      );
    }
    await setTimeout(pause, undefined, { ...(signal && { signal }) });
  }
}

/** The first row of the first page has the names of the columns. */
function read(names: readonly string[], { Data = [] }: Row): TallyRow | undefined {
  const values = Object.fromEntries(names.map((name, index) => [name, Data[index]?.VarCharValue ?? null]));
  if (values.operation === 'operation' && values.jobs === 'jobs') return undefined;
  // Athena gives an empty text as a missing value where it cannot tell.
  return tallyRow.parse({ ...values, agent: values.agent ?? '', example: values.example ?? '' });
}
