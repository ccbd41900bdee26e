import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JobEntry } from '../../sagemaker/accounts/job-entry.ts';
import type { JobRecord } from '../../sagemaker/accounts/job-record.ts';
import { JournalRing } from '../journal.ts';
import { type JobsAnswer, jobsPage } from './jobs.ts';

const ACCOUNT = '111122223333';

interface Made {
  readonly name: string;
  readonly status?: string;
  readonly at?: number;
}

function page(jobs: readonly Made[], journal = new JournalRing()) {
  const recorded: string[] = [];
  const entries = jobs.map(({ name, status = 'Completed', at = 0 }, place): JobEntry => {
    const createdAt = new Date(at).toISOString();
    const told = { account: ACCOUNT, region: 'eu-central-1', operation: 'CreateTrainingJob', name, status, createdAt };
    const record = (): JobRecord => {
      recorded.push(name);
      return { ...told, verdicts: [], transitions: [] };
    };
    return { ...told, at, place, record };
  });
  const { GET } = jobsPage(async () => entries, journal);
  const ask = async (query: Readonly<Record<string, string>> = {}) =>
    (await GET?.({ rest: undefined, query, body: undefined })) as JobsAnswer;
  return { ask, recorded };
}

const numbered = (count: number): readonly Made[] =>
  Array.from({ length: count }, (_, index) => ({ name: `job-${index}`, at: index }));

const namesOf = ({ jobs }: JobsAnswer) => jobs.map(({ name }) => name);

test('puts together only the jobs that it shows, the newest without a cursor', async () => {
  const { ask, recorded } = page(numbered(100));
  const answer = await ask({ limit: '3' });
  assert.deepEqual([namesOf(answer), answer.older], [['job-97', 'job-98', 'job-99'], 97]);
  assert.deepEqual(recorded, ['job-97', 'job-98', 'job-99']);
});

test('is walked from the first on, and ends', async () => {
  const { ask } = page(numbered(5));
  const first = await ask({ limit: '2', after: '' });
  const second = await ask({ limit: '2', after: first.next ?? '' });
  const third = await ask({ limit: '2', after: second.next ?? '' });
  const last = await ask({ limit: '2', after: third.next ?? '' });
  assert.deepEqual([first, second, third, last].flatMap(namesOf), ['job-0', 'job-1', 'job-2', 'job-3', 'job-4']);
  assert.deepEqual([second.older, last.older, last.jobs], [2, 5, []]);
});

test('tells apart what was refused several times in one instant', async () => {
  const twice = Array.from({ length: 3 }, () => ({ name: 'again', status: 'Refused' }));
  const { ask, recorded } = page([...twice, { name: 'other' }]);
  const shown: string[] = [];
  for (let after: string | undefined = ''; after !== undefined && shown.length < 10; ) {
    const answer: JobsAnswer = await ask({ limit: '1', after });
    shown.push(...namesOf(answer));
    after = answer.jobs.length === 0 ? undefined : answer.next;
  }
  assert.deepEqual(shown, ['again', 'again', 'again', 'other']);
  assert.deepEqual(recorded, shown);
});

test('finds jobs by name, operation and status', async () => {
  const { ask } = page([...numbered(3), { name: 'other', status: 'Failed' }]);
  assert.deepEqual(namesOf(await ask({ name: 'job-*' })), ['job-0', 'job-1', 'job-2']);
  assert.deepEqual(namesOf(await ask({ status: 'Failed' })), ['other']);
  assert.deepEqual(namesOf(await ask({ operation: 'CreateProcessing*' })), []);
});

test('a cursor of another list, or none, is refused', async () => {
  const { ask } = page(numbered(2));
  const cursor = (text: string) => Buffer.from(text).toString('base64url');
  const wrong = [
    'x',
    cursor('0 null'),
    cursor('1 ["a","b","c","job-0"]'),
    cursor('9 {'),
    cursor(`2 ["${ACCOUNT}","eu-central-1","CreateTrainingJob","job-0","1970-01-01T00:00:00.000Z"]`),
  ];
  for (const after of wrong) {
    await assert.rejects(ask({ after }), { status: 400, message: /^after: there is no such job any more/ }, after);
  }
});

test('a refused request is that of the journal: of several for one name each has its own', async () => {
  const journal = new JournalRing();
  const call = (operation: string, input: object, refused = true) => {
    const sequence = journal.next();
    const caller = { account: ACCOUNT, region: 'eu-central-1' };
    const seen = { sequence, time: '', durationMs: 0, caller, service: 'sagemaker', status: refused ? 400 : 200 };
    const error = refused ? { error: { code: 'ValidationException', message: '' } } : {};
    journal.add({ ...seen, operation, input, ...error }, 1);
    journal.done(sequence);
  };
  call('CreateTrainingJob', { TrainingJobName: 'a', count: 1 });
  call('CreateProcessingJob', { ProcessingJobName: 'a', count: 2 });
  call('CreateTrainingJob', { TrainingJobName: 'a', count: 3 });
  call('CreateTrainingJob', { TrainingJobName: 'a', count: 4 }, false);
  const refused = { name: 'a', status: 'Refused' };
  const { ask } = page([refused, refused, refused, { name: 'a' }], journal);
  const counts = (await ask()).jobs.map(({ request }) => (request as { count: number } | undefined)?.count);
  assert.deepEqual(counts, [1, 3, undefined, undefined]);
  const second = await ask({ limit: '1', after: (await ask({ limit: '1', after: '' })).next ?? '' });
  assert.deepEqual(second.jobs[0]?.request, { TrainingJobName: 'a', count: 3 });
});
