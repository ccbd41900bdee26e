import { createHash } from 'node:crypto';
import { SarifBuilder, SarifResultBuilder, SarifRunBuilder } from 'node-sarif-builder';
import { addRules } from '../../findings/sarif-rules.ts';
import { version } from '../../package.ts';
import { dayOf, inForce } from '../exceptions/apply.ts';
import { wordsOf } from '../exceptions/words.ts';
import type { WrapperVerdict } from '../types.ts';
import type { Location } from './location.ts';
import { answerOfAttempt, type CheckedAttempt, type CheckResult, markOfAttempt } from './result.ts';

type Finding = WrapperVerdict['findings'][number];

/** SARIF 2.1.0: a result for each finding, with fingerprints that stay the same from run to run. */
export function sarifOf(result: CheckResult, location: (checked: CheckedAttempt) => Location | undefined): string {
  const all = result.attempts.flatMap((checked) => checked.verdict.findings.map((finding) => ({ checked, finding })));
  const run = new SarifRunBuilder({
    columnKind: 'utf16CodeUnits',
    properties: {
      answers: result.attempts.map((checked) => ({
        wrapper: checked.verdict.wrapper,
        situation: checked.verdict.situation,
        answer: answerOfAttempt(checked),
        mark: markOfAttempt(checked),
      })),
    },
    invocations: [{ executionSuccessful: !result.interrupted, startTimeUtc: result.startedAt.toISOString() }],
  }).initSimple({ toolDriverName: 'train-encrypt', toolDriverVersion: version });
  addRules(
    run,
    all.map(({ finding }) => finding.id),
  );
  const seen = new Map<string, number>();
  for (const { checked, finding } of all) {
    const key = keyOf(checked, finding);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    run.addResult(resultOf(checked, finding, location(checked), fingerprint(`${key}\n${before}`), result.startedAt));
  }
  const builder = new SarifBuilder();
  builder.addRun(run);
  return `${JSON.stringify(builder.buildSarifOutput(), null, 2)}\n`;
}

function resultOf(
  { verdict }: CheckedAttempt,
  finding: Finding,
  location: Location | undefined,
  print: string,
  now: Date,
): SarifResultBuilder {
  const { wrapper, situation } = verdict;
  const { exception } = finding;
  const today = dayOf(now);
  const lines = [
    `${wrapper} in ${situation}: ${finding.text}`,
    ...(finding.closestMatch === '' ? [] : [`What is there: ${finding.closestMatch}`]),
    ...(finding.fix.length === 0 ? [] : [`To fix it: ${finding.fix.join(' ')}`]),
    ...(exception === undefined ? [] : [wordsOf(exception, today)]),
  ];
  const logical = [{ fullyQualifiedName: `${wrapper}/${situation}`, kind: 'module' }];
  const physical = location && {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(location.file) },
      region: { startLine: location.line },
    },
  };
  return new SarifResultBuilder({
    ruleId: finding.id,
    // SARIF has a kind of its own for what could not be decided, and no level goes with it.
    ...(finding.outcome === 'not shown'
      ? { kind: 'open', level: 'none' }
      : { level: finding.outcome === 'broken' ? 'error' : 'note' }),
    message: { text: lines.join('\n') },
    locations: [{ ...physical, logicalLocations: logical }],
    partialFingerprints: { 'trainEncryptFinding/v1': print },
    // Empty where nobody suppresses it: readers take an absent list for not known.
    suppressions:
      exception !== undefined && inForce(exception, today)
        ? [{ kind: 'external', status: 'accepted', justification: wordsOf(exception, today) }]
        : [],
    properties: {
      wrapper,
      situation,
      answer: verdict.answer.answer,
      provenance: finding.provenance,
      ...(finding.operation !== undefined && { operation: finding.operation }),
      ...(finding.member !== undefined && { member: finding.member }),
    },
  });
}

/** What makes a finding the same one in the next run: nothing that a run makes anew, such as names of jobs. */
const keyOf = ({ verdict }: CheckedAttempt, { id, operation = '', member = '' }: Finding): string =>
  [verdict.wrapper, verdict.situation, id, operation, member].join('\n');

const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
