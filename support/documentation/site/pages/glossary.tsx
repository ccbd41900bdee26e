/** @jsxRuntime automatic @jsxImportSource preact */
import { slug } from '../../../text/slug.ts';
import { controls } from '../../controls.ts';
import { glossary } from '../../glossary.ts';
import { claimFile, GLOSSARY } from './links.ts';
import { Link, Source } from './parts/link.tsx';
import { page } from './parts/page.tsx';
import { Prose } from './parts/text.tsx';
import type { View } from './view.ts';

export const controlAnchor = (id: string): string => `control-${slug(id)}`;

/** Words in plain English, and the controls of others for which a run can be evidence. */
export function glossaryPage({ data: { wrappers, claims } }: View): string {
  const known = new Set(claims.map(({ claim }) => claim.id));
  return page(
    { file: GLOSSARY, title: 'Glossary', wrappers: wrappers.length > 0 },
    <>
      <h1>Words, and controls of others</h1>
      <h2 id="words">Glossary</h2>
      <dl class="glossary">
        {glossary.map(({ id, title, means, claims: own }) => (
          <div key={id} id={id}>
            <dt>{title}</dt>
            <dd>
              <Prose text={means} />
              {own
                .filter((claim) => known.has(claim))
                .map((claim) => (
                  <span key={claim}>
                    {' '}
                    <Link to={claimFile(claim)}>{claim}</Link>
                  </span>
                ))}
            </dd>
          </div>
        ))}
      </dl>
      <h2 id="controls">Controls for which a run can be evidence</h2>
      <p>
        Passing here satisfies none of them. Each id was read in a copy of its source on the day that stands beside it.
      </p>
      <dl class="glossary">
        {controls.map(({ id, catalogue, about, evidence, source, checked }) => (
          <div key={id} id={controlAnchor(id)}>
            <dt>
              {catalogue}: {id}
            </dt>
            <dd>
              <Prose text={`${about} ${evidence}`} /> <Source address={source} /> Checked {checked}.
            </dd>
          </div>
        ))}
      </dl>
    </>,
  );
}
