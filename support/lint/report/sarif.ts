import type { WrapperFinding } from '../../findings/finding.ts';
import { type SarifFinding, sarifLog } from '../../findings/sarif.ts';
import type { LintedJob } from '../types.ts';
import { jobsIn, type LintResult } from './result.ts';
import { placeText } from './text.ts';

/** SARIF 2.1.0: a result for each finding, at the request's line, with fingerprints that stay the same from run to run. */
export const sarifOf = (result: LintResult): string =>
  sarifLog(jobsIn(result).flatMap((linted) => linted.findings.map((finding) => sarifFinding(linted, finding))));

function sarifFinding({ request, job }: LintedJob, finding: WrapperFinding): SarifFinding {
  const { place, operation } = request;
  const { id, member = '' } = finding;
  return {
    finding,
    key: [place.file, place.path, job.path, id, operation, member].join('\n'),
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(place.file) },
          region: { startLine: request.lineOf(member) ?? place.line ?? 1 },
        },
        logicalLocations: [{ fullyQualifiedName: placeText({ file: place.file, path: place.path }), kind: 'member' }],
      },
    ],
    properties: { operation },
  };
}
