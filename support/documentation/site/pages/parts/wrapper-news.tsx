/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { countOf } from '../../../../findings/answer.ts';
import { counted } from '../../../../text/words.ts';
import { byWorst } from '../../../../wrappers/mark.ts';
import type { SiteWrapperCell } from '../../types.ts';
import { causesIn } from '../causes.ts';
import { changesOf } from '../history.ts';
import { situationAnchor, wrapperFile } from '../links.ts';
import { cellMark, momentWords, outcomeMark } from '../words.ts';
import { Link } from './link.tsx';
import { Outside } from './text.tsx';
import { Verdict } from './verdict.tsx';

const MOST = 20;

/** What failed of wrappers, and what came out otherwise than before. */
export function WrapperNews({ cells }: { readonly cells: readonly SiteWrapperCell[] }): VNode {
  const failed = cells.filter(({ outcome }) => outcome === 'failed').toSorted(byWorst);
  const unshown = causesIn(cells);
  const changes = changesOf(cells);
  const known = cells.some(({ history }) => history.length > 0);
  return (
    <>
      <p>
        {counted(cells.length, 'attempt')}: {countOf(cells.map(({ answer }) => answer))}.{' '}
        {failed.length === 0 ? 'None' : failed.length} of them failed.
      </p>
      {failed.length > 0 && (
        <ul>
          {failed.slice(0, MOST).map((cell) => (
            <li key={`${cell.wrapper} ${cell.situation}`}>
              <CellLink cell={cell} /> <Verdict of={cellMark(cell)} />
            </li>
          ))}
          {failed.length > MOST && <li>and {failed.length - MOST} more</li>}
        </ul>
      )}
      {unshown.length > 0 && (
        <>
          <p>What is not shown, and why:</p>
          <ul>
            {unshown.slice(0, MOST).map(({ cause, count, notStarted }) => (
              <li key={`${notStarted} ${cause}`}>
                {counted(count, 'attempt')} {notStarted ? 'could not be started' : 'not shown'}:{' '}
                <Outside text={cause} />
              </li>
            ))}
          </ul>
        </>
      )}
      {changes.length === 0 ? (
        <p>{known ? 'All came out as the time before.' : 'No earlier run is known to compare with.'}</p>
      ) : (
        <>
          <p>What changed last:</p>
          <ul>
            {changes.slice(0, MOST).map(({ cell, before, at }) => (
              <li key={`${cell.wrapper} ${cell.situation}`}>
                <CellLink cell={cell} />: <Verdict of={outcomeMark(before)} />, now <Verdict of={cellMark(cell)} />
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
