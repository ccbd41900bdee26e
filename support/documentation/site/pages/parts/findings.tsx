/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { Finding, Job } from '../../../../rules/types.ts';
import { counted } from '../../../../text/words.ts';
import type { EvidenceVerdict } from '../../types.ts';
import { OUTCOME_MARKS, PROVENANCE_WORDS } from '../words.ts';
import { Fixes } from './fixes.tsx';
import { Outside } from './text.tsx';
import { Verdict } from './verdict.tsx';

const RANK = { broken: 0, advice: 1, broader: 2, holds: 3 } as const;

/** What the rules found about one job, the worst first. */
export function Findings({
  verdict: { job, findings, refused, stalls },
}: {
  readonly verdict: EvidenceVerdict;
}): VNode {
  const held = findings.filter(({ outcome }) => outcome === 'holds');
  const told = findings.filter(({ outcome }) => outcome !== 'holds');
  return (
    <div class="found">
      <p>
        <strong>
          <Outside text={job.name === '' ? job.operation : job.name} />
        </strong>{' '}
        <Outside text={jobWords(job)} />:{' '}
        {refused ? 'refused' : stalls ? 'accepted, and stalls (an assumption)' : 'accepted'}.
      </p>
      <List findings={told.toSorted((a, b) => RANK[a.outcome] - RANK[b.outcome])} />
      {held.length > 0 && (
        <details>
          <summary>{counted(held.length, 'rule holds', 'rules hold')} as documented</summary>
          <List findings={held} />
        </details>
      )}
    </div>
  );
}

const List = ({ findings }: { readonly findings: readonly Finding[] }): VNode | null =>
  findings.length === 0 ? null : (
    <ul class="findings">
      {findings.map((finding, index) => (
        <li key={index}>
          <One finding={finding} />
        </li>
      ))}
    </ul>
  );

const One = ({
  finding: { outcome, text, rule, provenance, closestMatch, fix },
}: {
  readonly finding: Finding;
}): VNode => (
  <>
    <Verdict of={OUTCOME_MARKS[outcome]} /> <Outside text={text} />{' '}
    <span class="soft">
      <Outside text={rule} />, {provenance}: {PROVENANCE_WORDS[provenance]}
    </span>
    <Fixes near={closestMatch} fix={fix} />
  </>
);

function jobWords({ operation, path, encrypted, vpc, instances, instanceTypes }: Job): string {
  return [
    `${operation}${path === '' ? '' : ` (${path})`}`,
    `${counted(instances, 'instance')}${(instanceTypes ?? []).length > 0 ? ` (${instanceTypes.join(', ')})` : ''}`,
    vpc ? 'private VPC' : 'no VPC',
    encrypted === undefined ? 'encryption not asked for' : encrypted ? 'encryption asked for' : 'encryption turned off',
  ].join(', ');
}
