/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { plural } from '../../../text/words.ts';
import type { SiteClaim, SiteRun } from '../types.ts';
import { headlineOf } from './headline.ts';
import { claimFile, filterLink, START, WRAPPERS } from './links.ts';
import { Answer } from './parts/answer.tsx';
import { Failures } from './parts/failures.tsx';
import { KernelSummary } from './parts/kernel.tsx';
import { Link } from './parts/link.tsx';
import { page } from './parts/page.tsx';
import { Problems } from './parts/problems.tsx';
import { Runs } from './parts/runs.tsx';
import { Outside, Prose } from './parts/text.tsx';
import { Verdict } from './parts/verdict.tsx';
import { WrapperNews } from './parts/wrapper-news.tsx';
import { provenanceOf } from './provenance.ts';
import { failedOf, type View } from './view.ts';
import { CLAIM_MARKS, momentWords } from './words.ts';

/** Is it safe? */
export function startPage(view: View): string {
  const { data } = view;
  const headline = headlineOf(data);
  const failed = failedOf(data.scenarios);
  return page(
    { file: START, title: 'Is it safe?', wrappers: data.wrappers.length > 0 },
    <>
      <h1>
        <Outside text={data.title} />
      </h1>
      <Answer {...headline} />
      <ul class="beside">
        {headline.beside.map((one) => (
          <li key={one}>
            <Prose text={one} />
          </li>
        ))}
      </ul>
      <Problems data={data} runName={view.runName} />
      {failed.length > 0 && (
        <section aria-labelledby="failed">
          <h2 id="failed">What failed</h2>
          <Failures failed={failed} view={view} />
        </section>
      )}
      {data.wrappers.length > 0 && (
        <section aria-labelledby="wrappers">
          <h2 id="wrappers">Wrappers</h2>
          <WrapperNews cells={data.wrappers} most={10} />
          <p>
            <Link to={WRAPPERS}>All wrappers in all situations</Link>
          </p>
        </section>
      )}
      <section aria-labelledby="claims">
        <h2 id="claims">What the documentation claims</h2>
        <p class="soft">In our words and the page’s order. Each leads to its scenarios and their evidence.</p>
        <Claims claims={data.claims} runs={data.runs} runName={view.runName} />
      </section>
      {data.runs.length > 0 && (
        <section aria-labelledby="runs">
          <h2 id="runs">When, and on what</h2>
          <Runs runs={data.runs} runName={view.runName} />
          <KernelSummary of={data} />
        </section>
      )}
      <p class="soft">
        Written <time dateTime={data.writtenAt}>{momentWords(data.writtenAt)}</time>.
      </p>
    </>,
  );
}

/** A table on paper and on wide screens, a list on a phone: its parts have their roles in either. */
const Claims = ({
  claims,
  runs,
  runName,
}: {
  readonly claims: readonly SiteClaim[];
  readonly runs: readonly SiteRun[];
  readonly runName: View['runName'];
}): VNode => (
  <table class="claims">
    <thead>
      <tr>
        <th scope="col">Claim</th>
        {runs.map(({ id }) => (
          <th scope="col" key={id}>
            <Outside text={runName(id)} />
          </th>
        ))}
        {runs.length === 0 && <th scope="col">Verdict</th>}
        <th scope="col">Where from</th>
        <th scope="col">Scenarios</th>
      </tr>
    </thead>
    <tbody>
      {claims.map((claim) => (
        <Row key={claim.claim.id} claim={claim} runs={runs} runName={runName} />
      ))}
    </tbody>
  </table>
);

function Row({
  claim: one,
  runs,
  runName,
}: {
  readonly claim: SiteClaim;
  readonly runs: readonly SiteRun[];
  readonly runName: View['runName'];
}): VNode {
  const { claim, status, byRun, scenarios } = one;
  const { id, text, observed, test } = claim;
  const model = test.kind === 'model' ? ' in the model' : '';
  const verdict = (value: SiteClaim['status']) => (
    <Verdict of={CLAIM_MARKS[value]} more={value === 'holds' ? model : ''} />
  );
  return (
    <tr id={id} class={observed === undefined ? undefined : 'disagrees'}>
      <th scope="row">
        <Link to={claimFile(id)}>
          <Prose text={text} />
        </Link>
        {observed !== undefined && (
          <p class="observed">
            <strong>The service differs.</strong> <Prose text={observed} />
          </p>
        )}
        {test.kind === 'none' && (
          <p class="reason">
            <strong>Why not:</strong> <Prose text={test.reason} />
          </p>
        )}
      </th>
      {runs.map((run) => (
        <td key={run.id} data-label={runName(run.id)}>
          {verdict(byRun[run.id] ?? 'not run')}
        </td>
      ))}
      {runs.length === 0 && <td data-label="Verdict">{verdict(status)}</td>}
      <td data-label="Where from">{provenanceOf(claim).join(', ')}</td>
      <td data-label="Scenarios" class="number">
        {scenarios.length === 0 ? (
          '0'
        ) : (
          <Link to={filterLink({ claim: id })}>
            {scenarios.length}
            <span class="hidden"> {plural(scenarios.length, 'scenario')}</span>
          </Link>
        )}
      </td>
    </tr>
  );
}
