/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { plural } from '../../../../text/words.ts';
import type { SiteData } from '../../types.ts';
import { Block, Outside } from './text.tsx';

/** What nobody looked at, and what went wrong around the scenarios. Nothing when all is there. */
export function Problems({ data: { runs, problems } }: { readonly data: SiteData }): VNode | null {
  const missing = runs.filter(({ missingShards }) => missingShards.length > 0);
  if (missing.length === 0 && problems.length === 0) return null;
  return (
    <section class="warning" aria-labelledby="missing">
      <h2 id="missing">What is missing</h2>
      {missing.length > 0 && (
        <ul>
          {missing.map(({ id, missingShards }) => (
            <li key={id}>
              <Outside text={id} />: {plural(missingShards.length, 'shard')} {missingShards.join(', ')} of this run{' '}
              {plural(missingShards.length, 'is', 'are')} missing. Scenarios of{' '}
              {plural(missingShards.length, 'it', 'them')} count for nothing here.
            </li>
          ))}
        </ul>
      )}
      {problems.length > 0 && <p>What went wrong around the scenarios:</p>}
      {problems.map((problem) => (
        <Block key={problem} text={problem} />
      ))}
    </section>
  );
}
