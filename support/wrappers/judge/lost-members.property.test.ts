import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from '../../../verification/fast-check.ts';
import { attemptOf, givenIn, situationOf } from '../testing/attempts.ts';
import { flagPaths, OPERATIONS, put, rightRequest, take, vpcPaths } from '../testing/requests.ts';
import { judgeAttempt } from './index.ts';

const given = givenIn(situationOf('documented'));

const brokenMembers = (operation: string, input: unknown) =>
  judgeAttempt(attemptOf({ verdicts: [], calls: [{ operation, input }] }))
    .findings.filter(({ outcome }) => outcome === 'broken')
    .map(({ member }) => member ?? '')
    .sort();

for (const operation of OPERATIONS) {
  const losable = [
    ...flagPaths(operation),
    ...vpcPaths(operation).flatMap((vpc) => [vpc, `${vpc}.Subnets`, `${vpc}.SecurityGroupIds`, `${vpc}.Subnets.2`]),
  ];

  test(`${operation}: nothing lost, nothing found`, () => {
    assert.deepEqual(brokenMembers(operation, rightRequest(operation, given)), []);
  });

  test(`${operation}: every member that is lost is named, and no other`, () => {
    fc.assert(
      fc.property(fc.subarray(losable, { minLength: 1 }), (lost) => {
        const request = rightRequest(operation, given);
        for (const path of lost) take(request, path);
        const gone = lost.filter((path) => !lost.some((other) => path.startsWith(`${other}.`)));
        const named = [...new Set(gone.map((path) => path.replace(/\.2$/, '')))].sort();
        assert.deepEqual(brokenMembers(operation, request), named);
      }),
      { numRuns: 60 },
    );
  });

  test(`${operation}: a flag that is false is named`, () => {
    for (const path of flagPaths(operation)) {
      const request = rightRequest(operation, given);
      put(request, path, false);
      assert.deepEqual(brokenMembers(operation, request), [path]);
    }
  });
}
