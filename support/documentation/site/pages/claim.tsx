/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { counted } from '../../../text/words.ts';
import type { Picture } from '../pictures/types.ts';
import type { SiteClaim, SiteScenario } from '../types.ts';
import { claimFile, filterLink, START } from './links.ts';
import { Appendix } from './parts/appendix.tsx';
import { Link, Source } from './parts/link.tsx';
import { page } from './parts/page.tsx';
import { Drawing } from './parts/picture.tsx';
import { Scenario } from './parts/scenario.tsx';
import { Outside, Prose } from './parts/text.tsx';
import { Verdict } from './parts/verdict.tsx';
import { provenanceOf, rulesOf } from './provenance.ts';
import { failedOf, type View } from './view.ts';
import { CLAIM_MARKS } from './words.ts';

/** A claim: what it says, where that comes from, and all that shows whether it holds. */
export function claimPage(site: SiteClaim, view: View, plots: readonly Picture[]): string {
  const { claim, scenarios } = site;
  const own = scenarios.flatMap((id) => view.byId.get(id) ?? []);
  const failed = failedOf(own);
  const others = own.filter((scenario) => !failed.includes(scenario));
  return page(
    { file: claimFile(claim.id), title: claim.text.replaceAll('`', ''), wrappers: view.data.wrappers.length > 0 },
    <>
      <p class="crumb">
        <Link to={`${START}#claims`}>Claims</Link> / <Outside text={claim.id} />
      </p>
      <h1>
        <Prose text={claim.text} />
      </h1>
      <About site={site} view={view} />
      {failed.length > 0 && (
        <section aria-labelledby="failed" class="on-screen">
          <h2 id="failed">What failed</h2>
          {failed.map((scenario) => (
            <Scenario key={scenario.id} scenario={scenario} view={view} level="h3" evidence />
          ))}
        </section>
      )}
      {claim.test.kind === 'model' && (
        <section aria-labelledby="model">
          <h2 id="model">What the model says</h2>
          <p>
            Time and cost are computed by a formula, and nothing was measured. It shows the direction of an effect, and
            never its size on your machines.
          </p>
          <div class="plots">
            {plots.map((plot) => (
              <Drawing key={plot.alt} of={plot} />
            ))}
          </div>
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="scenarios" class="on-screen">
          <h2 id="scenarios">{failed.length > 0 ? 'What passed, or did not run' : 'Scenarios'}</h2>
          <ByRule scenarios={others} view={view} />
        </section>
      )}
      {own.length > 0 && <Appendix scenarios={[...failed, ...others]} view={view} />}
      {own.length === 0 && <p>No scenario that was run belongs to this claim.</p>}
      <Neighbours site={site} view={view} />
    </>,
  );
}

function About({
  site: { claim, status, byRun, scenarios },
  view,
}: {
  readonly site: SiteClaim;
  readonly view: View;
}): VNode {
  const { runs } = view.data;
  const model = claim.test.kind === 'model' ? ' in the model' : '';
  const more = (value: SiteClaim['status']) => (value === 'holds' ? model : '');
  const looking = rulesOf(claim.id);
  return (
    <>
      <dl class="facts">
        <dt>Verdict</dt>
        <dd>
          {runs.length === 0 && <Verdict of={CLAIM_MARKS[status]} more={more(status)} />}
          {runs.map(({ id }) => {
            const value = byRun[id] ?? 'not run';
            return (
              <span class="line" key={id}>
                <Verdict of={CLAIM_MARKS[value]} more={more(value)} />: <Outside text={view.runName(id)} />
              </span>
            );
          })}
        </dd>
        <dt>Where from</dt>
        <dd>{provenanceOf(claim).join(', ')}</dd>
        <dt>Source</dt>
        <dd>
          <Source address={claim.source} />
        </dd>
        {scenarios.length > 0 && (
          <>
            <dt>Scenarios</dt>
            <dd>
              <Link to={filterLink({ claim: claim.id })}>{counted(scenarios.length, 'scenario')}</Link>
            </dd>
          </>
        )}
      </dl>
      {claim.observed !== undefined && (
        <p class="observed">
          <strong>The service differs.</strong> <Prose text={claim.observed} /> What is tested here is what the
          documentation says; with <code>--rules observed</code> the stub does what the service was seen to do.
        </p>
      )}
      {claim.test.kind === 'none' && (
        <p class="reason">
          <strong>It cannot be tested.</strong> <Prose text={claim.test.reason} />
        </p>
      )}
      {looking.length > 0 && (
        <>
          <h2>Rules that look whether it holds</h2>
          <ul class="rules">
            {looking.map(({ id, title, provenance, enforcement, source }) => (
              <li key={id}>
                <code>{id}</code> ({provenance}): {title}. What the service does when the job is created: {enforcement}.
                {source !== claim.source && (
                  <>
                    {' '}
                    <Source address={source} />
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Scenarios under the rules of their features, in reading order. */
function ByRule({ scenarios, view }: { readonly scenarios: readonly SiteScenario[]; readonly view: View }): VNode {
  const groups = Map.groupBy(scenarios, ({ rule, feature }) => rule ?? feature);
  return (
    <>
      {[...groups].map(([title, own]) => (
        <section key={title} class="on-screen">
          <h3 class="rule">
            <Outside text={title === '' ? '(no name)' : title} />
          </h3>
          {own.map((scenario) => (
            <Scenario key={scenario.id} scenario={scenario} view={view} level="h4" evidence />
          ))}
        </section>
      ))}
    </>
  );
}

function Neighbours({ site, view }: { readonly site: SiteClaim; readonly view: View }): VNode {
  const { claims } = view.data;
  const index = claims.indexOf(site);
  const [before, after] = [claims[index - 1], claims[index + 1]];
  return (
    <nav class="neighbours" aria-label="Claims beside this one">
      {before && (
        <p>
          Before: <Link to={claimFile(before.claim.id)}>{<Prose text={before.claim.text} />}</Link>
        </p>
      )}
      {after && (
        <p>
          Next: <Link to={claimFile(after.claim.id)}>{<Prose text={after.claim.text} />}</Link>
        </p>
      )}
    </nav>
  );
}
