/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { counted } from '../../../../text/words.ts';
import type { SiteResult, SiteScenario } from '../../types.ts';
import { featureFile } from '../links.ts';
import { shapeOf } from '../same.ts';
import { failedFirst, type View } from '../view.ts';
import { SCENARIO_MARKS, secondsWords } from '../words.ts';
import { WhyFailed } from './advice.tsx';
import { EvidenceOf } from './evidence.tsx';
import { Link } from './link.tsx';
import { Steps } from './steps.tsx';
import { Outside } from './text.tsx';
import { Verdict } from './verdict.tsx';

interface Props {
  readonly scenario: SiteScenario;
  readonly view: View;
  readonly level: 'h3' | 'h4';
  /** With evidence, or with a link to where that is. */
  readonly evidence: boolean;
}

/** A scenario: its verdict in each run, why it failed, its steps, its evidence. */
export function Scenario({ scenario, view, level: Heading, evidence }: Props): VNode {
  const { id, location, results } = scenario;
  const failed = results.filter(({ status }) => status === 'failed');
  const several = view.data.runs.length > 1;
  return (
    <article id={id} class={failed.length > 0 ? 'scenario failed' : 'scenario'}>
      <Heading>
        <Name scenario={scenario} />
      </Heading>
      <p class="about">
        <Verdicts results={results} several={several} runName={view.runName} />{' '}
        <span class="soft">
          <Link to={`${featureFile(location)}#${encodeURIComponent(id)}`}>
            <Outside text={location} />
          </Link>
          <Tags scenario={scenario} />
        </span>
      </p>
      {failed.map((result) => (
        <div key={result.run}>
          {several && <p class="label">{view.runName(result.run)}</p>}
          <WhyFailed result={result} />
        </div>
      ))}
      {results
        .filter(({ status, reason }) => status === 'skipped' && reason !== '')
        .map(({ run, reason }) => (
          <p key={run} class="soft">
            <Outside text={several ? `${view.runName(run)}: ${reason}` : reason} />
          </p>
        ))}
      <Told results={results} failed={failed} several={several} runName={view.runName} />
      {evidence ? (
        <Evidences results={results} view={view} several={several} />
      ) : (
        <p>
          <Link to={view.linkTo(scenario)}>Evidence: what was sent, answered and found</Link>
        </p>
      )}
    </article>
  );
}

/** Once when it is the same in every run, else for each of them. */
export function Verdicts({
  results,
  several,
  runName,
}: {
  readonly results: readonly SiteResult[];
  readonly several: boolean;
  readonly runName: View['runName'];
}): VNode {
  const [first, ...others] = results;
  if (first !== undefined && others.every(({ status }) => status === first.status)) {
    const more = !several ? '' : others.length === 0 ? `: ${runName(first.run)}` : ` in ${results.length} runs`;
    return <Verdict of={SCENARIO_MARKS[first.status]} more={more} />;
  }
  return (
    <>
      {failedFirst(results).map(({ run, status }, index) => (
        <span key={run}>
          {index > 0 && ' '}
          <Verdict of={SCENARIO_MARKS[status]} more={`: ${runName(run)}`} />
        </span>
      ))}
    </>
  );
}

/** Its name, and what of an example it does not say already. */
export function Name({ scenario: { name, example = {} } }: { readonly scenario: SiteScenario }): VNode {
  const values = Object.entries(example).filter(([, value]) => !name.includes(value));
  return (
    <>
      <Outside text={name === '' ? '(no name)' : name} />
      {values.length > 0 && (
        <span class="example">
          {' '}
          (<Outside text={values.map(([key, value]) => `${key}: ${value}`).join(', ')} />)
        </span>
      )}
    </>
  );
}

function Tags({ scenario: { tags } }: { readonly scenario: SiteScenario }): VNode {
  const others = tags.filter((tag) => !tag.startsWith('@claim:'));
  return (
    <>
      {others.map((tag) => (
        <span key={tag}>
          {' '}
          · <Outside text={tag} />
        </span>
      ))}
    </>
  );
}

/** Its steps once, and again for each run in which they went otherwise. */
function Told({
  results,
  failed,
  several,
  runName,
}: {
  readonly results: readonly SiteResult[];
  readonly failed: readonly SiteResult[];
  readonly several: boolean;
  readonly runName: View['runName'];
}): VNode {
  const [first] = results;
  const shown = failed.length > 0 ? failed : first ? [first] : [];
  return (
    <>
      {shown.map((result) => (
        <details key={result.run} open={failed.length > 0}>
          <summary>
            {counted(result.steps.length, 'step')}
            {several && failed.length > 0 ? `, ${runName(result.run)}` : ''}
          </summary>
          <Steps steps={result.steps} />
        </details>
      ))}
    </>
  );
}

function Evidences({
  results,
  view,
  several,
}: {
  readonly results: readonly SiteResult[];
  readonly view: View;
  readonly several: boolean;
}): VNode {
  const seen = new Map<string, string>();
  return (
    <>
      {failedFirst(results).map((result) => {
        const { run, status, evidence, seconds } = result;
        if (evidence === undefined)
          return (
            <p key={run} class="soft">
              {several ? `${view.runName(run)}: ` : ''}No evidence was kept.
            </p>
          );
        const shape = shapeOf({ ...evidence, conditions: undefined });
        const same = seen.get(shape);
        if (same !== undefined) {
          return (
            <p key={run} class="soft">
              {view.runName(run)}: the same evidence as with {view.runName(same)}, but for ids.
            </p>
          );
        }
        seen.set(shape, run);
        return (
          <details key={run} class="evidence">
            <summary>
              Evidence{several ? ` (${view.runName(run)})` : ''}:{' '}
              {told(evidence.verdicts.length, evidence.calls.length)}, {secondsWords(seconds)}
            </summary>
            <EvidenceOf evidence={evidence} passed={status === 'passed'} view={view} />
          </details>
        );
      })}
    </>
  );
}

const told = (verdicts: number, calls: number): string =>
  `${counted(verdicts, 'job')} judged, ${counted(calls, 'call')}`;
