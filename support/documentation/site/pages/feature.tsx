/** @jsxRuntime automatic @jsxImportSource preact */
import type { SiteScenario } from '../types.ts';
import { featureFile, featureOf, SCENARIOS } from './links.ts';
import { Appendix } from './parts/appendix.tsx';
import { Link } from './parts/link.tsx';
import { page } from './parts/page.tsx';
import { Scenario } from './parts/scenario.tsx';
import { Outside } from './parts/text.tsx';
import type { View } from './view.ts';

/** A feature file as it reads: its rules, and under them its scenarios. */
export function featurePage(scenarios: readonly [SiteScenario, ...SiteScenario[]], view: View): string {
  const [{ feature, location }] = scenarios;
  const file = featureFile(location);
  const title = feature === '' ? featureOf(location) : feature;
  const rules = [...new Set(scenarios.map(({ rule }) => rule))];
  return page(
    { file, title, wrappers: view.data.wrappers.length > 0 },
    <>
      <p class="crumb">
        <Link to={SCENARIOS}>Scenarios</Link> / <Outside text={featureOf(location)} />
      </p>
      <h1>
        <Outside text={title} />
      </h1>
      {rules.map((rule) => (
        <section key={rule ?? ''} class="on-screen">
          <h2 class="rule">{rule === undefined ? 'Scenarios' : <Outside text={rule} />}</h2>
          {scenarios
            .filter((scenario) => scenario.rule === rule)
            .map((scenario) => (
              <Scenario
                key={scenario.id}
                scenario={scenario}
                view={view}
                level="h3"
                evidence={view.linkTo(scenario).startsWith(`${file}#`)}
              />
            ))}
        </section>
      ))}
      <Appendix scenarios={scenarios} view={view} />
    </>,
  );
}
