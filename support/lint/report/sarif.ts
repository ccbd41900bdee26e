import { createHash } from 'node:crypto';
import { SarifBuilder, SarifResultBuilder, SarifRunBuilder } from 'node-sarif-builder';
import { type Answered, countOf, markOf } from '../../findings/answer.ts';
import type { WrapperFinding } from '../../findings/finding.ts';
import { addRules } from '../../findings/sarif-rules.ts';
import { version } from '../../package.ts';
import type { LintedJob, Place } from '../types.ts';
import { answersIn, jobsIn, type LintResult, unreadable } from './result.ts';
import { placeText } from './text.ts';

/**
 * SARIF 2.1.0: a result for each finding, at the request's line, with fingerprints that stay the same from run to run,
 * and one for what is defined elsewhere or cannot be read. The answer for every job, ticks too, is among the properties
 * of the run: a result would be an alert.
 */
export function sarifOf(result: LintResult): string {
  const run = new SarifRunBuilder({ columnKind: 'utf16CodeUnits' }).initSimple({
    toolDriverName: 'train-encrypt',
    toolDriverVersion: version,
  });
  const jobs = jobsIn(result).flatMap((linted) => linted.findings.map((finding) => ({ linted, finding })));
  const elsewhere = result.requests.flatMap((one) => (one.elsewhere ? [{ ...one, answered: one.elsewhere }] : []));
  const unread = result.skipped.filter(({ kind }) => kind === 'unreadable');
  addRules(run, [
    ...jobs.map(({ finding }) => finding.id),
    ...(elsewhere.length + unread.length > 0 ? ['not-shown'] : []),
  ]);
  for (const { linted, finding } of jobs) run.addResult(resultOf(linted, finding));
  for (const { request, answered } of elsewhere) run.addResult(notShown(request.place, answered));
  for (const part of unread) run.addResult(notShown(part.place, unreadable(part)));
  const builder = new SarifBuilder();
  builder.addRun(run);
  const output = builder.buildSarifOutput();
  for (const one of output.runs) {
    one.properties = { ...one.properties, answers: jobsIn(result).map(answerOf), counts: countOf(answersIn(result)) };
  }
  return `${JSON.stringify(output, null, 2)}\n`;
}

const answerOf = ({ job, place, answered }: LintedJob) => ({
  job: job.path === '' ? job.name : `${job.name} ${job.path}`,
  operation: job.operation,
  place: placeText(place),
  answer: answered.answer,
  mark: markOf(answered),
});

function notShown(place: Place, { answer, because }: Answered): SarifResultBuilder {
  return new SarifResultBuilder({
    ruleId: 'not-shown',
    level: 'note',
    message: { text: because.join('\n') },
    locations: [locationOf(place, place.line ?? 1)],
    partialFingerprints: fingerprint([place.file, place.path, 'not-shown']),
    properties: { answer },
  });
}

const fingerprint = (parts: readonly string[]) => ({
  'trainEncryptFinding/v1': createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32),
});

const locationOf = (place: Place, startLine: number) => ({
  physicalLocation: { artifactLocation: { uri: encodeURI(place.file) }, region: { startLine } },
  logicalLocations: [{ fullyQualifiedName: placeText({ file: place.file, path: place.path }), kind: 'member' }],
});

function resultOf({ request, job, answered }: LintedJob, finding: WrapperFinding): SarifResultBuilder {
  const { place, operation } = request;
  const { id, member = '', text, closestMatch, fix, provenance } = finding;
  const lines = [
    text,
    ...(closestMatch === '' ? [] : [`What is there: ${closestMatch}`]),
    ...(fix.length === 0 ? [] : [`To fix it: ${fix.join(' ')}`]),
  ];
  return new SarifResultBuilder({
    ruleId: id,
    level: finding.outcome === 'broken' ? 'error' : 'note',
    message: { text: lines.join('\n') },
    locations: [locationOf(place, request.lineOf(member) ?? place.line ?? 1)],
    partialFingerprints: fingerprint([place.file, place.path, job.path, id, operation, member]),
    properties: { answer: answered.answer, operation, provenance, ...(member !== '' && { member }) },
  });
}
