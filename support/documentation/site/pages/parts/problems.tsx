/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
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
              <Outside text={id} />: {missingShards.length === 1 ? 'shard' : 'shards'} {missingShards.join(', ')} of
              this run {missingShards.length === 1 ? 'is' : 'are'} missing. Scenarios of{' '}
              {missingShards.length === 1 ? 'it' : 'them'} count for nothing here.
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
