/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { counted } from '../../../text/words.ts';
import { controls } from '../../controls.ts';
import { glossary } from '../../glossary.ts';
import type { SiteData, SiteScenario } from '../types.ts';
import { controlAnchor } from './glossary.tsx';
import { claimFile, featureFile, featureOf, GLOSSARY, SCENARIOS } from './links.ts';
import { Link } from './parts/link.tsx';
import { page } from './parts/page.tsx';
import { Name, Verdicts } from './parts/scenario.tsx';
import { Outside, Prose, visible } from './parts/text.tsx';
import type { View } from './view.ts';
import { SCENARIO_MARKS } from './words.ts';

/** All scenarios: light rows, to be searched and filtered. */
export function scenariosPage(view: View): string {
  const { data } = view;
  return page(
    { file: SCENARIOS, title: 'Scenarios', wrappers: data.wrappers.length > 0, search: true },
    <>
      <h1>Scenarios</h1>
      <Filters data={data} runName={view.runName} />
      <Terms data={data} />
      <p id="count" role="status">
        {counted(data.scenarios.length, 'scenario')}
      </p>
      <div id="list">
        {[...byFeature(data.scenarios)].map(([file, own]) => (
          <section class="group" key={file}>
            <h2>
              <Link to={featureFile(file)}>
                <Outside text={own[0].feature === '' ? file : own[0].feature} />
              </Link>
            </h2>
            <ol class="rows">
              {own.map((scenario) => (
                <Row key={scenario.id} scenario={scenario} view={view} />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </>,
  );
}

/**
 * What the page's script searches and filters by, in the order of its rows. A classic script; read as JSON, in which no
 * name has a meaning of its own.
 */
export function searchIndex({ scenarios }: SiteData): string {
  const entries = scenarios.map(({ feature, rule = '', name, tags, claims, results, example = {} }) => ({
    words: [name, rule, feature, ...Object.values(example), ...tags, ...stepsOf(results)].map(visible).join('\n'),
    claims: claims.map(visible),
    tags: tags.map(visible),
    verdicts: Object.fromEntries(results.map(({ run, status }) => [visible(run), status])),
  }));
  return `globalThis.trainEncryptScenarios = JSON.parse(${JSON.stringify(JSON.stringify(entries))});\n`;
}

const stepsOf = ([first]: SiteScenario['results']): readonly string[] => (first?.steps ?? []).map(({ text }) => text);

type Group = [SiteScenario, ...SiteScenario[]];

export function byFeature(scenarios: readonly SiteScenario[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const scenario of scenarios) {
    const file = featureOf(scenario.location);
    const known = groups.get(file);
    if (known === undefined) groups.set(file, [scenario]);
    else known.push(scenario);
  }
  return groups;
}

/** What words and controls mean that scenarios do not have; those that a search finds are shown. */
const Terms = ({ data: { claims } }: { readonly data: SiteData }): VNode => {
  const known = new Set(claims.map(({ claim }) => claim.id));
  return (
    <ul id="terms" hidden>
      {glossary.map(({ id, title, words, means, claims: own }) => (
        <li key={id} data-words={[title, ...words].join('\n')} hidden>
          <Link to={`${GLOSSARY}#${id}`}>{title}</Link>: <Prose text={means} />
          {own
            .filter((claim) => known.has(claim))
            .map((claim) => (
              <span key={claim}>
                {' '}
                <Link to={claimFile(claim)}>{claim}</Link>
              </span>
            ))}
        </li>
      ))}
      {controls.map(({ id, catalogue, words, about, evidence }) => (
        <li key={id} data-words={[id, catalogue, ...words].join('\n')} hidden>
          <Link to={`${GLOSSARY}#${controlAnchor(id)}`}>
            {catalogue}: {id}
          </Link>
          : <Prose text={`${about} ${evidence}`} />
        </li>
      ))}
    </ul>
  );
};

/** Without a script nothing can be filtered, and all is shown. */
function Filters({
  data: { scenarios, claims, runs },
  runName,
}: {
  readonly data: SiteData;
  readonly runName: View['runName'];
}): VNode {
  const tags = [...new Set(scenarios.flatMap((scenario) => scenario.tags))]
    .filter((tag) => !tag.startsWith('@claim:'))
    .sort();
  return (
    <search>
      <form id="filters" hidden>
        <p class="wide">
          <label for="q">Search</label>
          <input type="search" id="q" name="q" autocomplete="off" spellcheck={false} aria-describedby="keys" />
        </p>
        <Choice name="claim" label="Claim" options={claims.map(({ claim }) => claim.id)} />
        <Choice name="tag" label="Tag" options={tags} />
        <Choice name="run" label="Run" options={runs.map(({ id }) => id)} wordsOf={runName} />
        <Choice name="verdict" label="Verdict" options={Object.keys(SCENARIO_MARKS)} />
        <p class="wide keys" id="keys">
          <kbd>/</kbd> goes to the search, <kbd>↓</kbd> and <kbd>↑</kbd> from result to result, <kbd>Esc</kbd> shows all
          again. The address of this page keeps the filter.
        </p>
      </form>
    </search>
  );
}

const Choice = ({
  name,
  label,
  options,
  wordsOf = (option) => option,
}: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly string[];
  readonly wordsOf?: (option: string) => string;
}): VNode => (
  <p>
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      <option value="">all</option>
      {options.map((option) => (
        <option key={option} value={visible(option)}>
          {visible(wordsOf(option))}
        </option>
      ))}
    </select>
  </p>
);

function Row({ scenario, view }: { readonly scenario: SiteScenario; readonly view: View }): VNode {
  const { id, results } = scenario;
  return (
    <li id={id}>
      <Link to={view.linkTo(scenario)}>
        <Name scenario={scenario} />
      </Link>
      <span class="verdicts">
        <Verdicts results={results} several={view.data.runs.length > 1} runName={view.runName} />
      </span>
    </li>
  );
}
