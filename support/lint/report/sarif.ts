import { createHash } from 'node:crypto';
import { SarifBuilder, SarifResultBuilder, SarifRunBuilder } from 'node-sarif-builder';
import type { WrapperFinding } from '../../findings/finding.ts';
import { addRules } from '../../findings/sarif-rules.ts';
import { version } from '../../package.ts';
import type { LintedJob } from '../types.ts';
import { jobsIn, type LintResult } from './result.ts';
import { placeText } from './text.ts';

/** SARIF 2.1.0: a result for each finding, at the request's line, with fingerprints that stay the same from run to run. */
export function sarifOf(result: LintResult): string {
  const all = jobsIn(result).flatMap((linted) => linted.findings.map((finding) => ({ linted, finding })));
  const run = new SarifRunBuilder({ columnKind: 'utf16CodeUnits' }).initSimple({
    toolDriverName: 'train-encrypt',
    toolDriverVersion: version,
  });
  addRules(
    run,
    all.map(({ finding }) => finding.id),
  );
  for (const { linted, finding } of all) run.addResult(resultOf(linted, finding));
  const builder = new SarifBuilder();
  builder.addRun(run);
  return `${JSON.stringify(builder.buildSarifOutput(), null, 2)}\n`;
}

function resultOf({ request, job }: LintedJob, finding: WrapperFinding): SarifResultBuilder {
  const { place, operation } = request;
  const { id, member = '', text, closestMatch, fix, provenance } = finding;
  const lines = [
    text,
    ...(closestMatch === '' ? [] : [`What is there: ${closestMatch}`]),
    ...(fix.length === 0 ? [] : [`To fix it: ${fix.join(' ')}`]),
  ];
  const key = [place.file, place.path, job.path, id, operation, member].join('\n');
  return new SarifResultBuilder({
    ruleId: id,
    level: finding.outcome === 'broken' ? 'error' : 'note',
    message: { text: lines.join('\n') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(place.file) },
          region: { startLine: request.lineOf(member) ?? place.line ?? 1 },
        },
        logicalLocations: [{ fullyQualifiedName: placeText({ file: place.file, path: place.path }), kind: 'member' }],
      },
    ],
    partialFingerprints: { 'trainEncryptFinding/v1': createHash('sha256').update(key).digest('hex').slice(0, 32) },
    properties: { operation, provenance, ...(member !== '' && { member }) },
  });
}
