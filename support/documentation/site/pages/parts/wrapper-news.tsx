/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { counted } from '../../../../text/words.ts';
import type { SiteWrapperCell } from '../../types.ts';
import { changesOf } from '../history.ts';
import { situationAnchor, wrapperFile } from '../links.ts';
import { momentWords, outcomeMark } from '../words.ts';
import { Link } from './link.tsx';
import { Outside } from './text.tsx';
import { Verdict } from './verdict.tsx';

const MOST = 20;

/** What failed of wrappers, and what came out otherwise than before. */
export function WrapperNews({ cells }: { readonly cells: readonly SiteWrapperCell[] }): VNode {
  const failed = cells.filter(({ outcome }) => outcome === 'failed');
  const changes = changesOf(cells);
  const known = cells.some(({ history }) => history.length > 0);
  return (
    <>
      <p>
        {counted(cells.length, 'attempt')}, {failed.length === 0 ? 'none' : failed.length} of which failed.
      </p>
      {failed.length > 0 && (
        <ul>
          {failed.slice(0, MOST).map((cell) => (
            <li key={`${cell.wrapper} ${cell.situation}`}>
              <CellLink cell={cell} /> <Verdict of={outcomeMark(cell.outcome)} />
            </li>
          ))}
          {failed.length > MOST && <li>and {failed.length - MOST} more</li>}
        </ul>
      )}
      {changes.length === 0 ? (
        <p>{known ? 'All came out as the time before.' : 'No earlier run is known to compare with.'}</p>
      ) : (
        <>
          <p>What changed last:</p>
          <ul>
            {changes.slice(0, MOST).map(({ cell, before, at }) => (
              <li key={`${cell.wrapper} ${cell.situation}`}>
                <CellLink cell={cell} />: <Verdict of={outcomeMark(before)} />, now{' '}
                <Verdict of={outcomeMark(cell.outcome)} />
                {at !== undefined && <> since {momentWords(at)}</>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const CellLink = ({ cell: { wrapper, situation } }: { readonly cell: SiteWrapperCell }): VNode => (
  <Link to={`${wrapperFile(wrapper)}#${situationAnchor(situation)}`}>
    <Outside text={wrapper} /> in <Outside text={situation} />
  </Link>
);
