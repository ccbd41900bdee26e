/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { SiteRun } from '../../types.ts';
import { filterLink } from '../links.ts';
import type { View } from '../view.ts';
import { momentWords, secondsWords } from '../words.ts';
import { Link } from './link.tsx';
import { Scroll } from './scroll.tsx';
import { Outside } from './text.tsx';

/** When it was run, and on what. */
export const Runs = ({
  runs,
  runName,
}: {
  readonly runs: readonly SiteRun[];
  readonly runName: View['runName'];
}): VNode => (
  <Scroll label="Runs">
    <table>
      <thead>
        <tr>
          {['Run', 'EC2 from', 'Rules', 'When', 'Versions', 'Passed', 'Failed', 'Skipped'].map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Row key={run.id} run={run} name={runName(run.id)} />
        ))}
      </tbody>
    </table>
  </Scroll>
);

function Row({
  run: { id, conditions, startedAt, endedAt, counts, missingShards },
  name,
}: {
  readonly run: SiteRun;
  readonly name: string;
}): VNode {
  const { version, node, engineDescription, rules, strict } = conditions;
  const took = (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  return (
    <tr>
      <th scope="row">
        <Link to={filterLink({ run: id })}>
          <Outside text={name} />
        </Link>
        {missingShards.length > 0 && <> (shards {missingShards.join(', ')} are missing)</>}
      </th>
      <td>
        <Outside text={engineDescription} />
      </td>
      <td>
        {rules}
        {strict ? ', strict' : ''}
      </td>
      <td>
        <time dateTime={startedAt}>{momentWords(startedAt)}</time>, {secondsWords(took)}
      </td>
      <td>
        <Outside text={`train-encrypt ${version}, Node ${node}`} />
      </td>
      <td class="number">{counts.passed}</td>
      <td class="number">
        {counts.failed > 0 ? (
          <Link to={filterLink({ run: id, verdict: 'failed' })}>{counts.failed}</Link>
        ) : (
          counts.failed
        )}
      </td>
      <td class="number">{counts.skipped + counts.planned}</td>
    </tr>
  );
}
