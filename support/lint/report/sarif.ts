import { type Answered, countOf, markOf } from '../../findings/answer.ts';
import type { WrapperFinding } from '../../findings/finding.ts';
import { type SarifFinding, sarifLog } from '../../findings/sarif.ts';
import { covers } from '../../text/wildcard.ts';
import type { LintedJob, Place } from '../types.ts';
import { answersIn, jobsIn, type LintResult, unreadable } from './result.ts';
import { placeText } from './text.ts';

/**
 * SARIF 2.1.0: a result for each finding, at the request's line, with fingerprints that stay the same from run to run,
 * and one for what is defined elsewhere or cannot be read. The answer for every job, ticks too, is among the properties
 * of the run: a result would be an alert.
 */
export function sarifOf(result: LintResult): string {
  const found = [
    ...jobsIn(result).flatMap((linted) => linted.findings.map((finding) => resultOf(linted, finding))),
    ...result.requests.flatMap(({ request, elsewhere }) => (elsewhere ? [notShown(request.place, elsewhere)] : [])),
    ...result.skipped.filter(({ kind }) => kind === 'unreadable').map((part) => notShown(part.place, unreadable(part))),
  ];
  return sarifLog(found, {
    properties: { answers: jobsIn(result).map(answerOf), counts: countOf(answersIn(result)) },
  });
}

const answerOf = ({ job, place, answered }: LintedJob) => ({
  job: job.path === '' ? job.name : `${job.name} ${job.path}`,
  operation: job.operation,
  place: placeText(place),
  answer: answered.answer,
  mark: markOf(answered),
});

function notShown(place: Place, { answer, because }: Answered): SarifFinding {
  return {
    finding: {
      id: 'not-shown',
      outcome: 'advice',
      text: because.join('\n'),
      closestMatch: '',
      fix: [],
      provenance: 'ours',
    },
    key: [place.file, place.path, 'not-shown'].join('\n'),
    locations: [locationOf(place, place.line ?? 1)],
    properties: { answer },
  };
}

const locationOf = (place: Place, startLine: number): SarifFinding['locations'][number] => ({
  physicalLocation: { artifactLocation: { uri: encodeURI(place.file) }, region: { startLine } },
  logicalLocations: [{ fullyQualifiedName: placeText({ file: place.file, path: place.path }), kind: 'member' }],
});

function resultOf({ request, job, answered, exceptions, excepted }: LintedJob, finding: WrapperFinding): SarifFinding {
  const { place, operation } = request;
  const { id, member = '' } = finding;
  const exception = excepted ? exceptions?.find((one) => covers(one.finding, id)) : undefined;
  return {
    finding,
    key: [place.file, place.path, job.path, id, operation, member].join('\n'),
    locations: [locationOf(place, request.lineOf(member) ?? place.line ?? 1)],
    ...(exception && { suppressions: [{ kind: 'inSource', justification: exception.words }] }),
    properties: { answer: answered.answer, operation },
  };
}
