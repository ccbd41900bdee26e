/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { countOf } from '../../../findings/answer.ts';
import { counted } from '../../../text/words.ts';
import { byWorst } from '../../../wrappers/mark.ts';
import type { SiteWrapperCell } from '../types.ts';
import { situationAnchor, WRAPPERS, wrapperFile } from './links.ts';
import { Attempt } from './parts/attempt.tsx';
import { Link } from './parts/link.tsx';
import { page } from './parts/page.tsx';
import { RowsOfEvidence } from './parts/rows-of-evidence.tsx';
import { Block, Outside } from './parts/text.tsx';
import { Verdict } from './parts/verdict.tsx';
import { shellLine } from './shell-line.ts';
import type { View } from './view.ts';
import { cellMark } from './words.ts';

/** One wrapper: what it was given in each situation, what it sent, what was found, and the fix. The worst first. */
export function wrapperPage(wrapper: string, view: View): string {
  const cells = view.data.wrappers.filter((cell) => cell.wrapper === wrapper).toSorted(byWorst);
  return page(
    { file: wrapperFile(wrapper), title: wrapper, wrappers: true },
    <>
      <p class="crumb">
        <Link to={WRAPPERS}>Wrappers</Link>
      </p>
      <h1>
        <Outside text={wrapper} />
      </h1>
      <About cells={cells} />
      {cells.map((cell) => (
        <Attempt key={cell.situation} cell={cell} view={view} />
      ))}
      <Evidence cells={cells} />
    </>,
  );
}

/** On paper a row for each attempt, in place of what is folded. */
const Evidence = ({ cells }: { readonly cells: readonly SiteWrapperCell[] }): VNode => (
  <section class="appendix" aria-labelledby="appendix">
    <RowsOfEvidence
      text="A row for each attempt. Requests as sent, calls and what the command printed are on this page on a screen, and in the JSON that check wrote."
      head={['Situation', 'Answer', 'Requests, calls', 'Ended']}
    >
      {cells.map((cell) => (
        <tr key={cell.situation}>
          <th scope="row">
            <Outside text={cell.situation} />
          </th>
          <td>
            <Verdict of={cellMark(cell)} />
          </td>
          <td>{cell.seen === undefined ? 'not kept' : `${cell.seen.requests.length}, ${cell.seen.calls.length}`}</td>
          <td>
            <Outside text={cell.seen?.ended ?? ''} />
          </td>
        </tr>
      ))}
    </RowsOfEvidence>
  </section>
);

function About({ cells }: { readonly cells: readonly SiteWrapperCell[] }): VNode {
  const commands = new Set(cells.flatMap(({ seen }) => (seen ? [shellLine(seen.configured)] : [])));
  const environment = new Set(cells.flatMap(({ seen }) => seen?.environment ?? []));
  const isolations = new Set(cells.flatMap(({ seen }) => seen?.isolation ?? []));
  return (
    <>
      <p>
        {counted(cells.length, 'situation')}: {countOf(cells.map(({ answer }) => answer))}.
      </p>
      {cells.length > 1 && (
        <ul class="contents">
          {cells.map((cell) => (
            <li key={cell.situation}>
              <Link to={`${wrapperFile(cell.wrapper)}#${situationAnchor(cell.situation)}`}>
                <Verdict of={cellMark(cell)} /> <Outside text={cell.situation} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {commands.size > 0 && (
        <dl class="facts">
          <dt>Command</dt>
          <dd>
            {[...commands].map((command) => (
              <Block key={command} text={command} />
            ))}
          </dd>
          <dt>Its variables</dt>
          <dd>
            {environment.size === 0 ? (
              <span class="soft">none beside those of the situation</span>
            ) : (
              <Outside text={`${[...environment].join(', ')} (values are not kept)`} />
            )}
          </dd>
          <dt>Isolation</dt>
          <dd>
            <Outside text={[...isolations].join('; ')} />
          </dd>
        </dl>
      )}
    </>
  );
}
