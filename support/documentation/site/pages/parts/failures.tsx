/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { counted } from '../../../../text/words.ts';
import type { SiteScenario } from '../../types.ts';
import { filterLink } from '../links.ts';
import type { View } from '../view.ts';
import { SCENARIO_MARKS } from '../words.ts';
import { WhyFailed } from './advice.tsx';
import { Link } from './link.tsx';
import { Name } from './scenario.tsx';
import { Outside } from './text.tsx';
import { Verdict } from './verdict.tsx';

const MOST = 20;

/** Scenarios that failed, in short: why, how near it was, what fixes it. */
export const Failures = ({
  failed,
  view,
}: {
  readonly failed: readonly SiteScenario[];
  readonly view: View;
}): VNode => (
  <>
    {failed.slice(0, MOST).map((scenario) => (
      <Failure key={scenario.id} scenario={scenario} view={view} />
    ))}
    {failed.length > MOST && (
      <p>
        <Link to={filterLink({ verdict: 'failed' })}>All {counted(failed.length, 'scenario')} that failed</Link>
      </p>
    )}
  </>
);

function Failure({ scenario, view }: { readonly scenario: SiteScenario; readonly view: View }): VNode {
  const failed = scenario.results.filter(({ status }) => status === 'failed');
  const [first] = failed;
  const where = view.data.runs.length > 1 ? `: ${failed.map(({ run }) => view.runName(run)).join('; ')}` : '';
  return (
    <article class="scenario failed">
      <h3>
        <Link to={view.linkTo(scenario)}>
          <Name scenario={scenario} />
        </Link>
      </h3>
      <p class="about">
        <Verdict of={SCENARIO_MARKS.failed} more={where} />{' '}
        <span class="soft">
          <Outside text={[scenario.location, ...scenario.claims.map((claim) => `breaks ${claim}`)].join(' · ')} />
        </span>
      </p>
      {first && <WhyFailed result={first} />}
    </article>
  );
}
