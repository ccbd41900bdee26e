/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { clip } from '../../../../text/clip.ts';
import { counted } from '../../../../text/words.ts';
import type { SiteScenario } from '../../types.ts';
import { failedOf, type View } from '../view.ts';
import { adviceOf } from './advice.tsx';
import { Fixes } from './fixes.tsx';
import { Drawing } from './picture.tsx';
import { RowsOfEvidence } from './rows-of-evidence.tsx';
import { Name, Verdicts } from './scenario.tsx';
import { Block, Outside } from './text.tsx';

/** Characters of a reason on paper. */
const MOST_REASON = 500;
/** Failures that paper reports in full; the table has them all. */
const MOST_FAILED = 8;

/**
 * The scenarios of a page as paper has them: what failed in short, one network, and a row of evidence for each. On screens
 * each scenario stands with all its evidence instead.
 */
export function Appendix({
  scenarios,
  view,
}: {
  readonly scenarios: readonly SiteScenario[];
  readonly view: View;
}): VNode {
  const failed = failedOf(scenarios);
  const picture = pictureOf(failed.length > 0 ? failed : scenarios, view);
  return (
    <section class="appendix" aria-labelledby="appendix">
      {failed.length > 0 && (
        <>
          <h2>What failed</h2>
          {failed.slice(0, MOST_FAILED).map((scenario) => (
            <Failure key={scenario.id} scenario={scenario} />
          ))}
          {failed.length > MOST_FAILED && <p>{failed.length - MOST_FAILED} more are marked in the table below.</p>}
        </>
      )}
      {picture}
      <RowsOfEvidence
        text="A row for each scenario. What was sent, answered and found in each is on the page of the same name on a screen, and in the file of messages from which it is made. A scenario whose evidence is unfolded is printed whole."
        head={['Scenario', 'Answer', 'Jobs judged, calls', 'Rules found broken']}
      >
        {scenarios.map((scenario) => (
          <Row key={scenario.id} scenario={scenario} view={view} />
        ))}
      </RowsOfEvidence>
    </section>
  );
}

function Failure({ scenario }: { readonly scenario: SiteScenario }): VNode | null {
  const result = scenario.results.find(({ status }) => status === 'failed');
  if (result === undefined) return null;
  const { near, fix } = adviceOf(result);
  return (
    <>
      <h3>
        <Name scenario={scenario} />
      </h3>
      <Block text={clip(result.reason, MOST_REASON)} />
      <Fixes near={clip(near.join(' '), MOST_REASON)} fix={fix.slice(0, 3)} />
    </>
  );
}

/** The first network that was drawn. */
function pictureOf(scenarios: readonly SiteScenario[], view: View): VNode | null {
  for (const scenario of scenarios) {
    for (const verdict of scenario.results.flatMap(({ evidence }) => evidence?.verdicts ?? [])) {
      const drawing = view.drawings.network(verdict);
      if (drawing === undefined || !('svg' in drawing)) continue;
      return (
        <>
          <h2>A network of it</h2>
          <Drawing of={{ svg: drawing.svg, alt: drawing.alt }} caption={scenario.name} />
        </>
      );
    }
  }
  return null;
}

function Row({ scenario, view }: { readonly scenario: SiteScenario; readonly view: View }): VNode {
  const { location, results } = scenario;
  const all = results.flatMap(({ evidence }) => evidence ?? []);
  const broken = all.flatMap(({ verdicts }) =>
    verdicts.flatMap(({ findings }) => findings.filter(({ outcome }) => outcome === 'broken').map(({ rule }) => rule)),
  );
  const jobs = all.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  const calls = all.reduce((sum, one) => sum + one.calls.length, 0);
  return (
    <tr>
      <th scope="row">
        <Name scenario={scenario} />{' '}
        <span class="soft">
          <Outside text={location} />
        </span>
      </th>
      <td>
        <Verdicts results={results} several={view.data.runs.length > 1} runName={view.runName} />
      </td>
      <td>{all.length === 0 ? 'none kept' : `${jobs}, ${counted(calls, 'call')}`}</td>
      <td>
        <Outside text={[...new Set(broken)].join(', ')} />
      </td>
    </tr>
  );
}
