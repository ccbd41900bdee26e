import { type SarifFinding, sarifLog } from '../../findings/sarif.ts';
import { withoutSecrets } from '../../text/callers-secrets.ts';
import { counted } from '../../text/words.ts';
import { type AuditResult, badJobs, type SenderGroup } from '../result.ts';
import { fixOf } from './fix.ts';

/**
 * SARIF 2.1.0: a result for each sender of which jobs are unencrypted, blocked or not shown, and one for each file that
 * nobody could read. Fingerprints stay the same from run to run as long as the sender does.
 */
export function sarifOf(result: AuditResult): string {
  const { by, read, answers, subject } = result;
  const senders = by.sender
    .filter((one) => badJobs(one) + (one.answers['not shown'] ?? 0) > 0)
    .map((one) => ofSender(one, subject));
  const damaged = (read?.skipped ?? []).filter(({ kind }) => kind === 'damaged');
  const files = damaged.map(
    ({ file, why }): SarifFinding => ({
      finding: {
        id: 'not-shown',
        outcome: 'not shown',
        text: `${file} ${why}, so nothing of it was judged.`,
        closestMatch: '',
        fix: [],
        provenance: 'ours',
      },
      key: `${file}\nnot-shown`,
      locations: [locationOf(file)],
    }),
  );
  return sarifLog(withoutSecrets([...senders, ...files]), {
    properties: { answers: { ...answers }, jobs: result.jobs },
  });
}

function ofSender(group: SenderGroup, subject: string): SarifFinding {
  const { name, jobs, answers, example } = group;
  const counts = Object.entries(answers).map(([answer, count]) => `${count} ${answer}`);
  const id =
    example.answer === 'unencrypted' ? 'request-flag' : example.answer === 'blocked' ? 'vpc-required' : 'not-shown';
  return {
    finding: {
      id,
      outcome: badJobs(group) > 0 ? 'broken' : 'not shown',
      operation: example.operation,
      text:
        `${name} created ${counted(jobs, 'job')}: ${counts.join(', ')}. ` +
        `For example ${example.operation} ${example.job}, ${example.time}, event ${example.eventId}: ${example.because}.`,
      closestMatch: '',
      fix: fixOf(example),
      provenance: 'ours',
    },
    key: `${group.sender.name}\n${id}`,
    locations: [locationOf(subject, name)],
    properties: { answer: example.answer, answers, sender: { ...group.sender } },
  };
}

const locationOf = (file: string, name?: string): SarifFinding['locations'][number] => ({
  physicalLocation: { artifactLocation: { uri: encodeURI(file) } },
  ...(name !== undefined && { logicalLocations: [{ fullyQualifiedName: name, kind: 'module' }] }),
});
