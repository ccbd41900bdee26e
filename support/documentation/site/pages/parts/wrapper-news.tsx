/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { countOf } from '../../../../findings/answer.ts';
import { counted } from '../../../../text/words.ts';
import type { SiteWrapperCell } from '../../types.ts';
import { type Grouped, groupedBy } from '../causes.ts';
import { type Change, changesOf } from '../history.ts';
import { situationAnchor, WRAPPERS, wrapperFile } from '../links.ts';
import { cellMark, momentWords, outcomeMark } from '../words.ts';
import { Link } from './link.tsx';
import { Outside } from './text.tsx';
import { Verdict } from './verdict.tsx';

interface Props {
  readonly cells: readonly SiteWrapperCell[];
  /** So many of each list, with a link to the page that has them all; default: all. */
  readonly most?: number;
}

/** What failed of wrappers, by wrapper and cause, and what came out otherwise than before. */
export function WrapperNews({ cells, most = Number.POSITIVE_INFINITY }: Props): VNode {
  const failed = cells.filter(({ outcome }) => outcome === 'failed').length;
  return (
    <>
      <p>
        {counted(cells.length, 'attempt')}: {countOf(cells.map(({ answer }) => answer))}.{' '}
        {failed === 0 ? 'None' : failed} of them failed.
      </p>
      <Groups groups={groupedBy(cells, 'failed')} most={most} />
      <Groups title="What is not shown, and why:" groups={groupedBy(cells, 'not shown')} most={most} />
      <Groups title="What is excepted:" groups={groupedBy(cells, 'excepted')} most={most} />
      <Changes cells={cells} most={most} />
    </>
  );
}

function Groups({
  title,
  groups,
  most,
}: {
  readonly title?: string;
  readonly groups: readonly Grouped[];
  readonly most: number;
}): VNode | null {
  if (groups.length === 0) return null;
  return (
    <>
      {title !== undefined && <p>{title}</p>}
      <ul class="causes">
        {groups.slice(0, most).map((group) => (
          <li key={`${group.wrapper} ${group.cells[0].situation}`}>
            <Group group={group} />
          </li>
        ))}
        {groups.length > most && (
          <li>
            <Link to={`${WRAPPERS}#news`}>{groups.length - most} more causes</Link>
          </li>
        )}
      </ul>
    </>
  );
}

const Group = ({ group: { wrapper, cells, cause } }: { readonly group: Grouped }): VNode => (
  <>
    <Verdict of={cellMark(cells[0])} />{' '}
    <Link to={wrapperFile(wrapper)}>
      <Outside text={wrapper} />
    </Link>
    : <Outside text={cells[0].notStarted ? `it could not be started: ${cause}` : cause} />
    <span class="where">
      in{' '}
      {cells.map((cell, index) => (
        <span key={cell.situation}>
          {index > 0 && ', '}
          <Link to={`${wrapperFile(wrapper)}#${situationAnchor(cell.situation)}`}>
            <Outside text={cell.situation} />
          </Link>
        </span>
      ))}
    </span>
  </>
);

function Changes({ cells, most }: Required<Props>): VNode {
  const changes = changesOf(cells);
  if (changes.length === 0) {
    const known = cells.some(({ history }) => history.length > 0);
    return <p>{known ? 'No answer has changed since the run before.' : 'No earlier run is known to compare with.'}</p>;
  }
  return (
    <>
      <p>What changed last:</p>
      <ul>
        {changes.slice(0, most).map((change) => (
          <li key={`${change.cell.wrapper} ${change.cell.situation}`}>
            <One change={change} />
          </li>
        ))}
        {changes.length > most && (
          <li>
            <Link to={`${WRAPPERS}#news`}>{counted(changes.length - most, 'more change')}</Link>
          </li>
        )}
      </ul>
    </>
  );
}

const One = ({ change: { cell, before, at } }: { readonly change: Change }): VNode => (
  <>
    <Link to={`${wrapperFile(cell.wrapper)}#${situationAnchor(cell.situation)}`}>
      <Outside text={cell.wrapper} /> in <Outside text={cell.situation} />
    </Link>
    : <Verdict of={outcomeMark(before)} />, now <Verdict of={cellMark(cell)} />
    {at !== undefined && <> since {momentWords(at)}</>}
  </>
);
