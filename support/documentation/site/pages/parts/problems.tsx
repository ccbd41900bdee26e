/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { plural } from '../../../../text/words.ts';
import type { SiteData } from '../../types.ts';
import type { View } from '../view.ts';
import { Block, Outside } from './text.tsx';

/** What nobody looked at, and what went wrong around the scenarios. Nothing when all is there. */
export function Problems({
  data: { runs, problems, missingCheckShards = [] },
  runName,
}: {
  readonly data: SiteData;
  readonly runName: View['runName'];
}): VNode | null {
  const missing = runs.filter(({ missingShards }) => missingShards.length > 0);
  if (missing.length === 0 && problems.length === 0 && missingCheckShards.length === 0) return null;
  return (
    <section class="warning" aria-labelledby="missing">
      <h2 id="missing">What is missing</h2>
      {missing.length > 0 && (
        <ul>
          {missing.map(({ id, missingShards }) => (
            <li key={id}>
              <Outside text={runName(id)} />: {plural(missingShards.length, 'shard')} {missingShards.join(', ')} of this
              run {plural(missingShards.length, 'is', 'are')} missing. Scenarios of{' '}
              {plural(missingShards.length, 'it', 'them')} count for nothing here.
            </li>
          ))}
        </ul>
      )}
      {missingCheckShards.length > 0 && (
        <p>
          {plural(missingCheckShards.length, 'Shard')} {missingCheckShards.join(', ')} of check{' '}
          {plural(missingCheckShards.length, 'is', 'are')} missing: wrappers in{' '}
          {plural(missingCheckShards.length, 'it', 'them')} are not shown.
        </p>
      )}
      {problems.length > 0 && <p>What went wrong around the scenarios:</p>}
      {problems.map((problem) => (
        <Block key={problem} text={problem} />
      ))}
    </section>
  );
}
