import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { situations } from '../situations/index.ts';
import { attemptOf, REFUSED, THROTTLED } from '../testing/attempts.ts';
import { OPERATIONS, put, rightRequest } from '../testing/requests.ts';
import { describeWrapperVerdict, judgeAttempt } from './index.ts';

/** A throttled call is recorded as it came: its types were never looked at. */
const odd = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));

const MEMBERS = [
  'VpcConfig',
  'VpcConfig.Subnets',
  'NetworkConfig',
  'SecurityConfig',
  'ResourceConfig',
  'ResourceConfig.InstanceGroups',
  'TrainingJobDefinition',
  'TrainingJobDefinitions',
  'ProcessingResources.ClusterConfig',
  'MonitoringScheduleConfig',
  'MonitoringScheduleConfig.MonitoringJobDefinition',
  'EnableInterContainerTrafficEncryption',
];

const call = fc
  .record({
    operation: fc.constantFrom(...OPERATIONS, 'CreateTransformJob', 'CreatePipeline'),
    member: fc.constantFrom(...MEMBERS),
    value: odd,
    error: fc.constantFrom(undefined, REFUSED, THROTTLED),
    whole: fc.option(fc.jsonValue({ maxDepth: 2 }), { freq: 5 }),
  })
  .map(({ operation, member, value, error, whole }) => {
    const known = OPERATIONS.find((name) => name === operation) ?? 'CreateTrainingJob';
    const input = rightRequest(known, attemptOf().given);
    put(input, member, value);
    return { operation, input: whole ?? input, ...(error && { error }) };
  });

test('whatever was sent, there is a verdict', () => {
  fc.assert(
    fc.property(
      fc.array(call, { maxLength: 4 }),
      fc.constantFrom(...situations),
      fc.constantFrom(0, 1, 127),
      fc.string(),
      (calls, { id }, exitCode, output) => {
        describeWrapperVerdict(judgeAttempt(attemptOf({ situation: id, calls, command: { exitCode, output } })));
      },
    ),
    { numRuns: 500 },
  );
});
