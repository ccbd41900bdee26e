import { dayOf, inForce, wordsOf } from '../../findings/exception.ts';
import { type SarifFinding, sarifLog } from '../../findings/sarif.ts';
import { describeIsolation } from '../isolation/types.ts';
import type { WrapperVerdict } from '../types.ts';
import type { Location } from './location.ts';
import { answerOfAttempt, type CheckedAttempt, type CheckResult, isolationsOf, markOfAttempt } from './result.ts';

type Finding = WrapperVerdict['findings'][number];

/** SARIF 2.1.0: a result for each finding, with fingerprints that stay the same from run to run. */
export function sarifOf(result: CheckResult, location: (checked: CheckedAttempt) => Location | undefined): string {
  const [isolation] = isolationsOf(result);
  const findings = result.attempts.flatMap((checked) =>
    checked.verdict.findings.map((finding) => sarifFinding(checked, finding, location(checked), result.startedAt)),
  );
  return sarifLog(findings, {
    invocations: [{ executionSuccessful: !result.interrupted, startTimeUtc: result.startedAt.toISOString() }],
    properties: {
      ...(isolation !== undefined && { isolation: describeIsolation(isolation) }),
      answers: result.attempts.map((checked) => ({
        wrapper: checked.verdict.wrapper,
        situation: checked.verdict.situation,
        answer: answerOfAttempt(checked),
        mark: markOfAttempt(checked),
      })),
      ...(isolation !== undefined && { isolation: describeIsolation(isolation) }),
    },
  });
}

function sarifFinding(
  { verdict }: CheckedAttempt,
  finding: Finding,
  location: Location | undefined,
  now: Date,
): SarifFinding {
  const { wrapper, situation } = verdict;
  const { id, operation = '', member = '', exception } = finding;
  const today = dayOf(now);
  const physical = location && {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(location.file) },
      region: { startLine: location.line },
    },
  };
  return {
    finding,
    key: [wrapper, situation, id, operation, member].join('\n'),
    prefix: `${wrapper} in ${situation}: `,
    more: exception === undefined ? [] : [wordsOf(exception, today)],
    locations: [{ ...physical, logicalLocations: [{ fullyQualifiedName: `${wrapper}/${situation}`, kind: 'module' }] }],
    // Empty when nothing suppresses it: readers take an absent list for unknown.
    suppressions:
      exception !== undefined && inForce(exception, today)
        ? [{ kind: 'external', status: 'accepted', justification: wordsOf(exception, today) }]
        : [],
    properties: { wrapper, situation, answer: verdict.answer.answer },
  };
}
