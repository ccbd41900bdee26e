import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { Faults } from './faults.ts';
import type { FaultInput } from './read.ts';

const ACCOUNT = '123456789012';
const call = (operation = 'CreateTrainingJob', account = ACCOUNT, service = 'sagemaker') => ({
  caller: { account, region: 'eu-central-1' },
  service,
  operation,
});
const job = (name = 'fraud-1', account = ACCOUNT) => ({ account, operation: 'CreateTrainingJob', name });

/** Which of so many calls are struck, counted from 1, and by what. */
function struck(faults: Faults, calls: number, made = call()): string[] {
  return Array.from({ length: calls }, (_, index) => {
    const { ends, delayMs } = faults.strike(made);
    return ends || delayMs ? `${index + 1} ${ends?.fault ?? `${delayMs} ms`}` : '';
  }).filter(Boolean);
}

const withFaults = (...inputs: FaultInput[]) => {
  const faults = new Faults();
  faults.add(inputs);
  return faults;
};

test('the first two, every third, at most two of every third, all', () => {
  const one = (settings: string) => struck(withFaults(`CreateTrainingJob:500${settings}`), 9).map((s) => s[0]);
  assert.deepEqual(one(':times=2'), ['1', '2']);
  assert.deepEqual(one(':every=3'), ['3', '6', '9']);
  assert.deepEqual(one(':every=3,times=2'), ['3', '6']);
  assert.equal(one('').length, 9);
});

test('only the calls that it is for', () => {
  const faults = withFaults(`CreateTrainingJob:500:account=${ACCOUNT}`);
  assert.deepEqual(struck(faults, 1, call('ListTrainingJobs')), []);
  assert.deepEqual(struck(faults, 1, call('CreateTrainingJob', '210987654321')), []);
  assert.deepEqual(struck(faults, 1), ['1 500']);
  assert.deepEqual(
    faults.list().map(({ seen, struck }) => [seen, struck]),
    [[1, 1]],
  );
});

test('what one fault ends does not come to the next: faults in a row make a script', () => {
  const faults = withFaults('*:throttle:times=2', '*:503:times=1', '*:slow:ms=5', '*:reset:times=1');
  assert.deepEqual(struck(faults, 5), ['1 throttle', '2 throttle', '3 503', '4 reset', '5 5 ms']);
});

test('delays add up, to a limit, and are listed with what ends the call', () => {
  const faults = withFaults('*:slow:ms=100', '*:slow:ms=20', '*:500');
  const strike = faults.strike(call());
  assert.equal(strike.delayMs, 120);
  assert.equal(strike.ends?.fault, '500');
  assert.deepEqual(strike.by, [
    { id: 'fault-1', text: '*:slow:ms=100' },
    { id: 'fault-2', text: '*:slow:ms=20' },
    { id: 'fault-3', text: '*:500' },
  ]);
  const slowest = withFaults('*:slow:ms=120000', '*:slow:ms=120000');
  assert.equal(slowest.strike(call()).delayMs, 120_000);
});

test('the same seed strikes the same calls in two runs', () => {
  const faults = fc.array(
    fc.record({
      operation: fc.constantFrom('*', 'CreateTrainingJob', 'ec2.*'),
      fault: fc.constantFrom('throttle', '500', '503'),
      chance: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      seed: fc.nat(),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const calls = fc.array(fc.constantFrom(call(), call('ListTags'), call('DescribeVpcs', ACCOUNT, 'ec2')), {
    minLength: 20,
    maxLength: 60,
  });
  fc.assert(
    fc.property(faults, calls, (inputs, made) => {
      const run = () => {
        const running = withFaults(...(inputs as FaultInput[]));
        return made.map((one) => running.strike(one).by.map(({ id }) => id));
      };
      assert.deepEqual(run(), run());
    }),
  );
});

test('strikes about as often as its chance says, and another seed strikes others', () => {
  const one = struck(withFaults('*:500:chance=0.3,seed=1'), 2_000);
  assert.ok(one.length > 500 && one.length < 700, `${one.length} of 2,000`);
  assert.notDeepEqual(one, struck(withFaults('*:500:chance=0.3,seed=2'), 2_000));
});

test('a generated seed is shown, and repeats the same faults', () => {
  const faults = withFaults('*:500:chance=50%');
  const [shown] = faults.list();
  assert.match(shown?.text ?? '', /^\*:500:chance=0\.5,seed=\d+$/);
  assert.deepEqual(struck(withFaults(shown?.text ?? ''), 50), struck(faults, 50));
});

test('a job fault leaves calls alone, and a call fault jobs', () => {
  const faults = withFaults('CreateTrainingJob:fail', 'CreateTrainingJob:500');
  assert.deepEqual(struck(faults, 1), ['1 500']);
  assert.deepEqual(
    faults.jobFaultsOf(job()).map(({ kind }) => kind),
    ['fail'],
  );
});

test('job faults: of some jobs, some times, with reasons', () => {
  const faults = withFaults(
    'CreateTrainingJob:interrupt:at=10%',
    'CreateTrainingJob:fail:job=fraud-*,times=1,at=0.25',
    'Create*:capacity:times=1',
    'CreateTrainingJob:fail:reason=the disk is full',
  );
  assert.deepEqual(
    [job(), job('other'), job('fraud-2')].map((begun) => faults.jobFaultsOf(begun)),
    [
      [
        { kind: 'interrupt', at: 0.1 },
        {
          kind: 'fail',
          at: 0.25,
          reason: 'AlgorithmError: train-encrypt made this job fail after 25 % of its training, as fault-2 asks',
        },
      ],
      [
        { kind: 'interrupt', at: 0.1 },
        {
          kind: 'capacity',
          reason:
            'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.',
        },
      ],
      [
        { kind: 'interrupt', at: 0.1 },
        { kind: 'fail', at: 0.5, reason: 'the disk is full' },
      ],
    ],
  );
  assert.deepEqual(faults.jobFaultsOf({ ...job(), operation: 'ListTags' }), []);
});

test('are added all or not at all, removed by id or all together', () => {
  const faults = new Faults();
  assert.throws(() => faults.add(['*:500', '*:x']), /fault 2/);
  assert.deepEqual(faults.list(), []);
  faults.add(['*:500', '*:503']);
  assert.equal(faults.remove('fault-1'), true);
  assert.equal(faults.remove('fault-1'), false);
  assert.deepEqual(struck(faults, 1), ['1 503']);
  assert.equal(faults.clear(), 1);
  assert.deepEqual(struck(faults, 1), []);
  assert.equal(faults.add('*:500')[0]?.id, 'fault-3', 'ids are not used again');
});

test('there is a limit to how many there are', () => {
  const faults = new Faults();
  faults.add(Array.from({ length: 1_000 }, () => 'ListTags:500'));
  assert.throws(() => faults.add('ListTags:500'), /there can be 1000 faults at once; delete some/);
});
