/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { ANSWERS, countOf, WORST_FIRST } from '../../findings/answer.ts';
import { clip } from '../../text/clip.ts';
import { counted, plural } from '../../text/words.ts';
import { controls } from '../controls.ts';
import { glossary } from '../glossary.ts';
import { groupedBy } from '../site/pages/causes.ts';
import { headlineOf } from '../site/pages/headline.ts';
import { matrixOf } from '../site/pages/matrix.tsx';
import { Answer as AnswerLine } from '../site/pages/parts/answer.tsx';
import { Outside, Prose } from '../site/pages/parts/text.tsx';
import { Verdict } from '../site/pages/parts/verdict.tsx';
import { provenanceOf } from '../site/pages/provenance.ts';
import { runNamesOf } from '../site/pages/run-names.ts';
import { CLAIM_MARKS, cellMark, momentWords, outcomeMark } from '../site/pages/words.ts';
import { exceptionsIn } from './exceptions.ts';
import { LIMITS } from './limits.ts';
import { Rows } from './rows.tsx';
import type { AuditData } from './types.ts';

/** At most ten pages: what a list cannot show here is in the index of evidence. */
export const Body = ({ data }: { readonly data: AuditData }): VNode => (
  <>
    <Answer data={data} />
    <Scope data={data} />
    <Claims data={data} />
    <Wrappers data={data} />
    <Failures data={data} />
    <Exceptions data={data} />
    <ChangesSince data={data} />
    <Controls />
    <Glossary />
    <Origin data={data} />
  </>
);

function Answer({ data: { site, provenance } }: { readonly data: AuditData }): VNode {
  const headline = headlineOf(site);
  return (
    <>
      <p class="kind">Audit by {provenance.tool}</p>
      <h1>
        <Outside text={site.title} />
      </h1>
      <AnswerLine {...headline} />
      <ul>
        {headline.beside.map((one) => (
          <li key={one}>
            <Prose text={clip(one, LIMITS.text * 3)} />
          </li>
        ))}
      </ul>
      {site.problems.length > 0 && (
        <>
          <p>What went wrong around the runs:</p>
          <ul>
            {site.problems.slice(0, LIMITS.problems).map((problem) => (
              <li key={problem}>
                <Outside text={clip(problem, LIMITS.text)} />
              </li>
            ))}
          </ul>
          <More of={site.problems.length - LIMITS.problems} />
        </>
      )}
    </>
  );
}

function Scope({ data: { site } }: { readonly data: AuditData }): VNode {
  const names = runNamesOf(site.runs);
  const wrappers = new Set(site.wrappers.map(({ wrapper }) => wrapper)).size;
  const situations = new Set(site.wrappers.map(({ situation }) => situation)).size;
  const isolations = new Set(site.wrappers.flatMap(({ seen }) => seen?.isolation ?? []));
  const { leftOut = [] } = site;
  return (
    <>
      <h2>Scope and method</h2>
      <p>
        The question is whether what creates training jobs keeps the traffic between their instances encrypted, as the
        documentation of AWS says it is set up. {counted(site.claims.length, 'documented claim')} are tested by{' '}
        {counted(site.scenarios.length, 'scenario')}; {counted(wrappers, 'wrapper')} ran in{' '}
        {counted(situations, 'situation')}, {counted(site.wrappers.length, 'attempt')} in all. A wrapper runs unchanged;
        each request it sends is judged by its flag, its VPC, and what security groups and network ACLs let pass.
      </p>
      <ul>
        {site.runs.slice(0, LIMITS.runs).map(({ id, startedAt, counts, conditions, missingShards }) => (
          <li key={id}>
            <Outside text={names.get(id) ?? id} />: {momentWords(startedAt)}, {counts.passed} passed, {counts.failed}{' '}
            failed, {counts.skipped + counts.planned} skipped; train-encrypt {conditions.version}, Node{' '}
            {conditions.node}
            {missingShards.length > 0 &&
              `; ${plural(missingShards.length, 'shard')} missing: ${missingShards.join(', ')}`}
          </li>
        ))}
        {isolations.size > 0 && (
          <li>
            Wrappers were confined by: <Outside text={[...isolations].join('; ')} />.
          </li>
        )}
        {leftOut.slice(0, LIMITS.problems).map(({ wrapper, situation, reason }) => (
          <li key={`${wrapper} ${situation}`}>
            Left out: <Outside text={`${wrapper} in ${situation}: ${clip(reason, LIMITS.text)}`} />
          </li>
        ))}
      </ul>
      <More of={leftOut.length - LIMITS.problems} />
      <h2>What was simulated</h2>
      <p>
        SageMaker: a stub answered in its place. EC2: networks were real resources of the engine named above, not of
        AWS. No job ran, no instance was started and no packet was encrypted. Whether the service encrypts what it is
        asked to encrypt is not shown here, and neither are its algorithms and keys.
      </p>
    </>
  );
}

function Claims({ data: { site } }: { readonly data: AuditData }): VNode | null {
  if (site.runs.length === 0) return null;
  return (
    <>
      <h2>Claims</h2>
      <Rows
        caption="What the documentation claims, and what was found"
        head={['Claim', 'In our words', 'Result', 'Where from', 'Scenarios']}
        rows={site.claims.map(({ claim, status, scenarios }) => [
          <code key={claim.id}>{claim.id}</code>,
          <Prose key="text" text={claim.text} />,
          <Verdict
            key="verdict"
            of={CLAIM_MARKS[status]}
            more={claim.test.kind === 'model' && status === 'holds' ? ' in the model' : ''}
          />,
          provenanceOf(claim).join(', '),
          scenarios.length,
        ])}
      />
    </>
  );
}

/** So many wrappers need no landscape sheet of their own: the words in their cells may break. */
const NARROW = 4;

function Wrappers({ data: { site } }: { readonly data: AuditData }): VNode | null {
  if (site.wrappers.length === 0) return null;
  const { situations, rows } = matrixOf(site.wrappers);
  const shown = situations.slice(0, LIMITS.situations);
  return (
    <section class={rows.length > NARROW ? 'sheet' : 'narrow'}>
      <h2>Wrappers</h2>
      <p>
        {counted(site.wrappers.length, 'attempt')}: {countOf(site.wrappers.map(({ answer }) => answer))}.{' '}
        {WORST_FIRST.map((answer) => `${ANSWERS[answer].title}: ${ANSWERS[answer].means}`).join(' ')} A ~ marks what is
        excepted. The worst wrapper stands first.
      </p>
      <Rows
        kind="matrix"
        caption={`Answers of ${counted(rows.length, 'wrapper')} in ${counted(situations.length, 'situation')}`}
        head={['Wrapper', ...shown]}
        rows={rows
          .slice(0, LIMITS.wrappers)
          .map(({ wrapper, cells }) => [
            <Outside key={wrapper} text={clip(wrapper, LIMITS.name)} />,
            ...cells
              .slice(0, LIMITS.situations)
              .map((cell) => (cell === undefined ? '·' : <Verdict key={cell.situation} of={cellMark(cell)} />)),
          ])}
      />
      <More of={rows.length - LIMITS.wrappers} />
    </section>
  );
}

function Failures({ data: { site } }: { readonly data: AuditData }): VNode | null {
  const groups = groupedBy(site.wrappers, 'failed', 'not shown');
  if (groups.length === 0) return null;
  return (
    <>
      <h2>What failed, and what is not shown</h2>
      <Rows
        kind="failures"
        caption="By wrapper and cause, the worst first"
        head={['Wrapper', 'Answer', 'In', 'Cause', 'Fix']}
        rows={groups
          .slice(0, LIMITS.failures)
          .map(({ wrapper, cells, cause, fix }) => [
            <Outside key={wrapper} text={clip(wrapper, LIMITS.name)} />,
            <Verdict key="verdict" of={cellMark(cells[0])} />,
            <Outside key="in" text={clip(cells.map(({ situation }) => situation).join(', '), LIMITS.text)} />,
            <Outside key="cause" text={clip(cause, LIMITS.text)} />,
            <Outside key="fix" text={clip(fix[0] ?? '', LIMITS.text)} />,
          ])}
      />
      <More of={groups.length - LIMITS.failures} />
    </>
  );
}

function Exceptions({ data: { site } }: { readonly data: AuditData }): VNode {
  const all = exceptionsIn(site);
  return (
    <>
      <h2>Exceptions</h2>
      {all.length === 0 ? (
        <p>None: nothing that was found is excepted.</p>
      ) : (
        <Rows
          caption="What somebody answers for, and until when"
          head={['Wrapper, situation', 'Finding', 'Owner', 'Reason', 'Last day', 'Standing']}
          rows={all
            .slice(0, LIMITS.exceptions)
            .map(({ wrapper, situation, finding, owner, reason, expires, standing }) => [
              <Outside key="where" text={clip(`${wrapper}, ${situation}`, LIMITS.name * 2)} />,
              <code key="finding">{finding}</code>,
              <Outside key="owner" text={clip(owner, LIMITS.name)} />,
              <Outside key="reason" text={clip(reason, LIMITS.text)} />,
              expires,
              standing,
            ])}
        />
      )}
      <More of={all.length - LIMITS.exceptions} />
    </>
  );
}

function ChangesSince({
  data: {
    changes: { since, changes },
  },
}: {
  readonly data: AuditData;
}): VNode {
  return (
    <>
      <h2>Changes</h2>
      {since === undefined && <p>No earlier state was given, so nothing is said about changes.</p>}
      {since !== undefined && (
        <p>
          Compared with <Outside text={since} />:{' '}
          {changes.length === 0 ? 'no answer is another one' : counted(changes.length, 'change')}.
        </p>
      )}
      {changes.length > 0 && (
        <Rows
          caption="What is other than before"
          head={['What', 'Before', 'Now']}
          rows={changes
            .slice(0, LIMITS.changes)
            .map(({ what, before, now }) => [
              <Outside key="what" text={clip(what, LIMITS.name * 2)} />,
              before === undefined ? 'not there' : <Sign key="before" text={before} />,
              now === undefined ? 'gone' : <Sign key="now" text={now} />,
            ])}
        />
      )}
      <More of={changes.length - LIMITS.changes} />
    </>
  );
}

/** Of a wrapper a mark and a word, of a claim a word. */
const Sign = ({ text }: { readonly text: string }): VNode =>
  text in CLAIM_MARKS ? (
    <Verdict of={CLAIM_MARKS[text as keyof typeof CLAIM_MARKS]} />
  ) : (
    <Verdict of={outcomeMark(text)} />
  );

const Controls = (): VNode => (
  <>
    <h2>Controls for which this is evidence</h2>
    <p>
      Passing satisfies none of them. Each id and its subject were read in a copy of the source on the day beside it.
    </p>
    <Rows
      caption="Controls of others"
      head={['Control', 'About', 'What of this speaks of it', 'Source, checked']}
      rows={controls.map(({ id, catalogue, about, evidence, source, checked }) => [
        `${catalogue}: ${id}`,
        about,
        evidence,
        `${source}, ${checked}`,
      ])}
    />
  </>
);

const Glossary = (): VNode => (
  <>
    <h2>Glossary</h2>
    <dl class="glossary">
      {glossary.map(({ id, title, means }) => (
        <div key={id}>
          <dt>{title}</dt>
          <dd>
            <Prose text={means} />
          </dd>
        </div>
      ))}
    </dl>
  </>
);

function Origin({ data: { site, provenance, evidence } }: { readonly data: AuditData }): VNode {
  const { tool, node, commit, branch, changed, ci, who, lockFiles } = provenance;
  const facts: readonly (readonly [string, string])[] = [
    ['Written', `${momentWords(site.writtenAt)} by ${who}`],
    ['Tool', `${tool}, Node ${node}`],
    [
      'Commit',
      commit === undefined
        ? 'unknown: this is no git repository'
        : `${commit}${changed ? ', with changes that are not committed' : ''}`,
    ],
    ['Branch', branch ?? 'unknown'],
    ['CI run', ci ?? 'none: it was not written in a CI that names its run'],
    ...(lockFiles.length === 0
      ? [['Lock file', 'none found'] as const]
      : lockFiles.map(({ file, sha256 }) => [`Lock file ${file}`, `SHA-256 ${sha256}`] as const)),
  ];
  return (
    <>
      <h2>Provenance</h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Outside text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <p>
        Commit and branch are those at the time of writing. When each run was made is under Scope and method. The file
        SHA256SUMS lists every file of this audit; <code>sha256sum -c SHA256SUMS</code> finds a byte that changed.
      </p>
      <Rows
        kind="hashes"
        caption="Evidence, by its SHA-256"
        head={['File', 'Bytes', 'SHA-256']}
        rows={evidence
          .slice(0, LIMITS.files)
          .map(({ name, bytes, sha256 }) => [
            <Outside key={name} text={name} />,
            bytes,
            <code key="hash">{sha256}</code>,
          ])}
      />
      <More of={evidence.length - LIMITS.files} />
    </>
  );
}

const More = ({ of }: { readonly of: number }): VNode | null =>
  of > 0 ? <p class="more">{of} more: see the evidence index.</p> : null;
