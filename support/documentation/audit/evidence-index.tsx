/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { groupedBy } from '../site/pages/causes.ts';
import { Outside } from '../site/pages/parts/text.tsx';
import { Verdict } from '../site/pages/parts/verdict.tsx';
import { runNamesOf } from '../site/pages/run-names.ts';
import { cellMark, SCENARIO_MARKS } from '../site/pages/words.ts';
import { exceptionsIn } from './exceptions.ts';
import { LIMITS } from './limits.ts';
import { sha256 } from './provenance.ts';
import { Rows } from './rows.tsx';
import type { AuditData } from './types.ts';

/** Everything that the answer rests on, a row each; and what the lists before it have no room for. */
export const EvidenceIndex = ({ data }: { readonly data: AuditData }): VNode => (
  <section class="index" id="evidence-index">
    <h2>Evidence index</h2>
    <p>
      What was sent, answered and found is in the files of evidence. A digest is the SHA-256 of what is kept of one
      scenario or attempt, as JSON; its first 16 characters tell whether two audits rest on the same.
    </p>
    <Left data={data} />
    <Scenarios data={data} />
    <Attempts data={data} />
  </section>
);

/** The features of an installed train-encrypt, without the way to it: a line rather than three. */
const inPackage = (location: string): string => location.replace(/^(?:.*\/)?node_modules\/train-encrypt\//, '');

const digest = (value: unknown): string => sha256(JSON.stringify(value)).slice(0, 16);

function Scenarios({ data: { site } }: { readonly data: AuditData }): VNode | null {
  if (site.scenarios.length === 0) return null;
  const names = runNamesOf(site.runs);
  return (
    <Rows
      kind="dense"
      caption={`Scenarios: ${[...names.values()].join('; ')}`}
      head={['Scenario', 'Place', 'Claims', 'Results', 'Digest']}
      rows={site.scenarios.map(({ name, example = {}, location, claims, results }) => [
        <Outside
          key="name"
          text={[name, ...Object.values(example).filter((value) => !name.includes(value))].join(', ')}
        />,
        <Outside key="place" text={inPackage(location)} />,
        <Outside key="claims" text={claims.join(', ')} />,
        results.map(({ run, status }) => <Verdict key={run} of={SCENARIO_MARKS[status]} />),
        <code key="digest">{digest(results.map(({ evidence }) => evidence ?? null))}</code>,
      ])}
    />
  );
}

function Attempts({ data: { site } }: { readonly data: AuditData }): VNode | null {
  if (site.wrappers.length === 0) return null;
  return (
    <Rows
      kind="dense"
      caption="Attempts of wrappers"
      head={['Wrapper', 'Situation', 'Answer', 'It', 'Digest']}
      rows={site.wrappers.map((cell) => [
        <Outside key="wrapper" text={cell.wrapper} />,
        <Outside key="situation" text={cell.situation} />,
        <Verdict key="answer" of={cellMark(cell)} />,
        <Outside key="did" text={cell.did} />,
        <code key="digest">{digest(cell.seen ?? cell.report)}</code>,
      ])}
    />
  );
}

/** What the pages before this have no room for. */
function Left({ data: { site, changes, evidence } }: { readonly data: AuditData }): VNode {
  const failures = groupedBy(site.wrappers, 'failed', 'not shown').slice(LIMITS.failures);
  const exceptions = exceptionsIn(site).slice(LIMITS.exceptions);
  const more = changes.changes.slice(LIMITS.changes);
  const files = evidence.slice(LIMITS.files);
  const problems = site.problems.slice(LIMITS.problems);
  const left = (site.leftOut ?? []).slice(LIMITS.problems);
  return (
    <>
      {problems.map((problem) => (
        <p key={problem}>
          <Outside text={problem} />
        </p>
      ))}
      {left.map(({ wrapper, situation, reason }) => (
        <p key={`${wrapper} ${situation}`}>
          Left out: <Outside text={`${wrapper} in ${situation}: ${reason}`} />
        </p>
      ))}
      {failures.length > 0 && (
        <Rows
          kind="dense"
          caption="More that failed, or is not shown"
          head={['Wrapper', 'Answer', 'In', 'Cause']}
          rows={failures.map(({ wrapper, cells, cause }) => [
            <Outside key="wrapper" text={wrapper} />,
            <Verdict key="answer" of={cellMark(cells[0])} />,
            <Outside key="in" text={cells.map(({ situation }) => situation).join(', ')} />,
            <Outside key="cause" text={cause} />,
          ])}
        />
      )}
      {exceptions.length > 0 && (
        <Rows
          kind="dense"
          caption="More exceptions"
          head={['Wrapper, situation', 'Finding', 'Owner', 'Reason', 'Last day', 'Standing']}
          rows={exceptions.map(({ wrapper, situation, finding, owner, reason, expires, standing }) => [
            <Outside key="where" text={`${wrapper}, ${situation}`} />,
            <Outside key="finding" text={finding} />,
            <Outside key="owner" text={owner} />,
            <Outside key="reason" text={reason} />,
            expires,
            standing,
          ])}
        />
      )}
      {more.length > 0 && (
        <Rows
          kind="dense"
          caption="More changes"
          head={['What', 'Before', 'Now']}
          rows={more.map(({ what, before = 'not there', now = 'gone' }) => [
            <Outside key="what" text={what} />,
            before,
            now,
          ])}
        />
      )}
      {files.length > 0 && (
        <Rows
          kind="dense"
          caption="More evidence"
          head={['File', 'Bytes', 'SHA-256']}
          rows={files.map(({ name, bytes, sha256: hash }) => [<Outside key="name" text={name} />, bytes, hash])}
        />
      )}
    </>
  );
}
