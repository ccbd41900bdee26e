import { fileURLToPath } from 'node:url';
import type { Pause } from './event-loop.ts';
import { Client, rate, training } from './requests.ts';
import { median, type Row } from './rows.ts';
import { Server } from './servers.ts';

const FEW = 1_000;
const SAMPLES = 60;

type Work = (client: Client, index: number) => Promise<unknown>;

const list =
  (body: object): Work =>
  (client) =>
    client.sageMaker({ operation: 'ListTrainingJobs', body });
const find =
  (...Filters: readonly object[]): Work =>
  (client) =>
    client.sageMaker({ operation: 'Search', body: { Resource: 'TrainingJob', SearchExpression: { Filters } } });

const WORKS: Readonly<Record<string, Work>> = {
  CreateTrainingJob: (client, index) => client.sageMaker(training(`extra-${index}-${Date.now()}`)),
  DescribeTrainingJob: (client, index) =>
    client.sageMaker({ operation: 'DescribeTrainingJob', body: { TrainingJobName: nameOf(1 + (index % FEW)) } }),
  'List, first page': list({ MaxResults: 10 }),
  'List by name, descending': list({ MaxResults: 10, SortBy: 'Name', SortOrder: 'Descending' }),
  'List by status, descending': list({ MaxResults: 10, SortBy: 'Status', SortOrder: 'Descending' }),
  'List, StatusEquals': list({ StatusEquals: 'Completed' }),
  'List, NameContains one': (client, index) =>
    list({ NameContains: nameOf(1 + (index % FEW)).slice(3) })(client, index),
  'List, NameContains all': list({ NameContains: 'bench' }),
  'Search by status': find({ Name: 'TrainingJobStatus', Value: 'Completed' }),
  'Search by hyperparameter': find({ Name: 'HyperParameters.epochs', Value: '10' }),
  'Search by tag, none': find({ Name: 'Tags.team', Value: 'nobody' }),
};

const nameOf = (index: number): string => `bench-${String(index).padStart(7, '0')}`;

const EVENT_LOOP = fileURLToPath(new URL('event-loop.ts', import.meta.url));

/** The same requests with 1,000 jobs and with many: what they take should not grow. */
export async function growthRows(program: readonly string[], jobs: number): Promise<readonly Row[]> {
  const [node = '', ...args] = program;
  const command = [node, '--import', EVENT_LOOP, ...args, 'serve', '--port', '0', '--speed', 'instant'];
  await using server = await Server.start(command);
  using client = new Client(server.url);
  let made = 0;
  const fill = async (count: number) => {
    const from = made;
    made = count;
    await rate(count - from, 8, (index) => client.sageMaker(training(nameOf(from + index))));
  };
  await fill(FEW);
  // Everything is compiled before anything is measured.
  await measured(client);
  const few = await measured(client);
  const fewPages = await pageTime(client);

  const pauses: Record<string, Pause> = {};
  const during = async (what: string, work: () => Promise<unknown>) => {
    await server.longestPause();
    await work();
    pauses[what] = await server.longestPause();
  };
  await during(`${jobs - FEW} jobs are created`, () => fill(jobs));
  let waited = 0;
  let caughtUp = 0;
  await during(`${jobs - FEW} jobs catch up`, async () => {
    const started = performance.now();
    waited = await longestWait(server.url, () => WORKS.DescribeTrainingJob?.(client, 0));
    caughtUp = performance.now() - started;
  });
  await during('jobs are listed and searched', () => measured(client));
  const many = await measured(client);
  let manyPages = 0;
  await during('a list is walked', async () => {
    manyPages = await pageTime(client);
  });
  for (const limit of [1_000, 10_000]) {
    await during(`/_train-encrypt/jobs?limit=${limit} is read`, () =>
      read(`${server.url}/_train-encrypt/jobs?limit=${limit}`),
    );
  }
  const at = `${FEW} jobs`;
  const row = (what: string, ours: number, before: number): Row => ({
    what: `${what}, ${jobs} jobs`,
    ours,
    unit: 'ms',
    beside: { [at]: before },
    goal: { kind: 'at-most', factor: 1.5, of: at },
  });
  const bound = (what: string, ours: number, beside: Row['beside'] = {}): Row => ({
    what,
    ours,
    unit: 'ms',
    beside,
    goal: { kind: 'at-most', factor: 100 },
  });
  return [
    ...Object.keys(WORKS).map((what) => row(what, many[what] ?? 0, few[what] ?? 0)),
    row('List, a page of a whole walk', manyPages, fewPages),
    ...Object.entries(pauses).map(([what, pause]) =>
      bound(`pause while ${what}, at most`, pause.stoodStill, { computing: pause.computed }),
    ),
    bound(`another account waits while ${jobs - FEW} jobs catch up, at most`, waited),
    { what: `${jobs - FEW} jobs catch up, one of them`, ours: caughtUp / (jobs - FEW), unit: 'ms', beside: {} },
  ];
}

const read = async (url: string): Promise<string> => (await fetch(url)).text();

async function measured(client: Client): Promise<Readonly<Record<string, number>>> {
  const times: Record<string, number> = {};
  for (const [what, work] of Object.entries(WORKS)) {
    const samples: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const started = performance.now();
      await work(client, sample);
      samples.push(performance.now() - started);
    }
    times[what] = median(samples);
  }
  return times;
}

/** Milliseconds of a page of 100, over a whole walk. */
async function pageTime(client: Client): Promise<number> {
  const samples: number[] = [];
  let NextToken: string | undefined;
  do {
    const started = performance.now();
    const body = { MaxResults: 100, ...(NextToken !== undefined && { NextToken }) };
    const answer = JSON.parse(await client.sageMaker({ operation: 'ListTrainingJobs', body }));
    samples.push(performance.now() - started);
    NextToken = (answer as { readonly NextToken?: string }).NextToken;
  } while (NextToken !== undefined);
  return median(samples);
}

/** The longest that a request for the server's health waits while some work is under way. */
async function longestWait(url: string, work: () => Promise<unknown> | undefined): Promise<number> {
  let over = false;
  let longest = 0;
  const asking = (async () => {
    while (!over) {
      const started = performance.now();
      await read(`${url}/_train-encrypt/health`);
      longest = Math.max(longest, performance.now() - started);
    }
  })();
  await work();
  over = true;
  await asking;
  return longest;
}
