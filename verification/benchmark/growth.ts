import { fileURLToPath } from 'node:url';
import type { Pause } from './event-loop.ts';
import { Client, rate, training } from './requests.ts';
import { median, type Row } from './rows.ts';
import { Samples } from './samples.ts';
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

/**
 * The same requests to a server with 1,000 jobs and to one with many, by turns: what they take should not grow. Both
 * have been asked before, so that everything is compiled.
 */
export async function growthRows(program: readonly string[], jobs: number): Promise<readonly Row[]> {
  const [node = '', ...args] = program;
  const command = [node, '--import', EVENT_LOOP, ...args, 'serve', '--port', '0', '--speed', 'instant'];
  await using small = await Server.start(command);
  await using server = await Server.start(command);
  using few = new Client(small.url);
  using many = new Client(server.url);
  for (const client of [few, many]) await fill(client, 0, FEW);
  for (let round = 0; round < 3; round += 1) await measured({ few, many });

  const pauses: Record<string, Pause> = {};
  const during = async (what: string, work: () => Promise<unknown>) => {
    await server.longestPause();
    await work();
    pauses[what] = await server.longestPause();
  };
  await during(`${jobs - FEW} jobs are created`, () => fill(many, FEW, jobs));
  let waited = 0;
  let caughtUp = 0;
  await during(`${jobs - FEW} jobs catch up`, async () => {
    const started = performance.now();
    waited = await longestWait(server.url, () => WORKS.DescribeTrainingJob?.(many, 0));
    caughtUp = performance.now() - started;
  });
  await during('jobs are listed and searched', () => measured({ few, many }));
  const times = await measured({ few, many });
  const pages = { few: await pageTime(few), many: 0 };
  await during('a list is walked', async () => {
    pages.many = await pageTime(many);
  });
  for (const limit of [1_000, 10_000]) {
    const page = `/_train-encrypt/jobs?limit=${limit}`;
    await during(`${page} is read`, () => read(`${server.url}${page}`));
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
    ...Object.keys(WORKS).map((what) => row(what, times.median(`many ${what}`), times.median(`few ${what}`))),
    row('List, a page of a whole walk', pages.many, pages.few),
    ...Object.entries(pauses).map(([what, pause]) =>
      bound(`pause while ${what}, at most`, pause.stoodStill, { computing: pause.computed }),
    ),
    bound(`another account waits while ${jobs - FEW} jobs catch up, at most`, waited),
    { what: `${jobs - FEW} jobs catch up, one of them`, ours: caughtUp / (jobs - FEW), unit: 'ms', beside: {} },
  ];
}

const fill = (client: Client, from: number, to: number): Promise<number> =>
  rate(to - from, 8, (index) => client.sageMaker(training(nameOf(from + index))));

const read = async (url: string): Promise<string> => (await fetch(url)).text();

/** Milliseconds of each kind of request, as `few …` and `many …`. */
async function measured(clients: Readonly<Record<'few' | 'many', Client>>): Promise<Samples> {
  const times = new Samples();
  for (const [what, work] of Object.entries(WORKS)) {
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      for (const [name, client] of Object.entries(clients)) {
        const started = performance.now();
        await work(client, sample);
        times.add(`${name} ${what}`, performance.now() - started);
      }
    }
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
