import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CreateAutoMLJobCommand,
  DescribeAutoMLJobCommand,
  ListCandidatesForAutoMLJobCommand,
  type ListCandidatesForAutoMLJobRequest,
  paginateListCandidatesForAutoMLJob,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { autoML, refused, type TestStub, testStub } from '../testing/stub.ts';

const NAMED = { AutoMLJobName: 'auto' };

/** Five candidates, of which the second was stopped. */
async function fiveCandidates(metric: 'MSE' | 'Accuracy' = 'MSE'): Promise<TestStub> {
  const stub = testStub();
  const request = autoML('auto', {
    AutoMLJobConfig: { CompletionCriteria: { MaxCandidates: 5 } },
    AutoMLJobObjective: { MetricName: metric },
  });
  await stub.client.send(new CreateAutoMLJobCommand(request));
  await stub.clock.advance(450);
  const second = (await candidates(stub))[1]?.CandidateName;
  await stub.client.send(new StopTrainingJobCommand({ TrainingJobName: second }));
  await stub.clock.advance(86_400);
  return stub;
}

async function candidates(stub: TestStub, request: Partial<ListCandidatesForAutoMLJobRequest> = {}) {
  const answer = await stub.client.send(new ListCandidatesForAutoMLJobCommand({ ...NAMED, ...request }));
  return answer.Candidates ?? [];
}

/** `1 3`: the numbers in the names. */
async function numbers(stub: TestStub, request?: Partial<ListCandidatesForAutoMLJobRequest>): Promise<string> {
  return (await candidates(stub, request)).map(({ CandidateName }) => Number(CandidateName?.split('-')[1])).join(' ');
}

test('what a list shows of a candidate', async () => {
  await using stub = await fiveCandidates();
  const [first] = await candidates(stub);
  assert.ok(first);
  const { CandidateName: name, CandidateSteps, FinalAutoMLJobObjectiveMetric: final, ...rest } = first;
  assert.match(name ?? '', /^auto-001-[0-9a-f]{8}$/);
  assert.deepEqual(
    CandidateSteps?.map(({ CandidateStepType, CandidateStepName }) => [
      CandidateStepType,
      CandidateStepName?.replace(/[0-9a-f]{8}$/, 'hash'),
    ]),
    [
      ['AWS::SageMaker::ProcessingJob', 'auto-db-1-hash'],
      ['AWS::SageMaker::TrainingJob', 'auto-001-hash'],
    ],
  );
  assert.deepEqual([final?.Type, final?.MetricName], ['Minimize', 'MSE']);
  assert.ok(final?.Value !== undefined && final.Value >= 0 && final.Value <= 1);
  const { CandidateStatus, ObjectiveStatus, CreationTime, EndTime, LastModifiedTime } = rest;
  assert.deepEqual([CandidateStatus, ObjectiveStatus], ['Completed', 'Succeeded']);
  assert.ok(CreationTime && EndTime && CreationTime < EndTime);
  assert.deepEqual(LastModifiedTime, EndTime);
});

test('by creation, by status, by number, by name', async () => {
  await using stub = await fiveCandidates();
  assert.equal(await numbers(stub), '1 2 3 4 5');
  assert.equal(await numbers(stub, { SortOrder: 'Descending' }), '5 4 3 2 1');
  assert.equal(await numbers(stub, { SortBy: 'Status', SortOrder: 'Descending', MaxResults: 1 }), '2');
  assert.equal(await numbers(stub, { StatusEquals: 'Stopped' }), '2');
  assert.equal(await numbers(stub, { MaxResults: 2 }), '1 2');
  const third = (await candidates(stub))[2]?.CandidateName;
  assert.equal(await numbers(stub, { CandidateNameEquals: third }), '3');
});

for (const [metric, order] of [
  ['MSE', 'Ascending'],
  ['Accuracy', 'Descending'],
] as const) {
  test(`by ${metric}, only those that have one, and the best of them is the job’s best`, async () => {
    await using stub = await fiveCandidates(metric);
    const sorted = await candidates(stub, { SortBy: 'FinalObjectiveMetricValue', SortOrder: order });
    const values = sorted.map(
      ({ FinalAutoMLJobObjectiveMetric }) => FinalAutoMLJobObjectiveMetric?.Value ?? Number.NaN,
    );
    assert.equal(values.length, 4);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => (order === 'Ascending' ? a - b : b - a)),
    );
    const { BestCandidate } = await stub.client.send(new DescribeAutoMLJobCommand(NAMED));
    assert.deepEqual(BestCandidate, sorted[0]);
  });
}

test('every candidate comes once, page by page', async () => {
  await using stub = await fiveCandidates();
  const seen: (string | undefined)[] = [];
  for await (const page of paginateListCandidatesForAutoMLJob({ client: stub.client, pageSize: 2 }, NAMED)) {
    seen.push(...(page.Candidates ?? []).map(({ CandidateName }) => CandidateName));
  }
  assert.deepEqual([seen.length, new Set(seen).size], [5, 5]);
});

test('of a job that does not exist', async () => {
  await using stub = testStub();
  await refused(candidates(stub), 'ResourceNotFound', 'train-encrypt: there is no AutoML job auto.');
});
