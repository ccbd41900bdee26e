/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { byWorst } from '../../../wrappers/mark.ts';
import { situations } from '../../../wrappers/situations/index.ts';
import type { Expectation } from '../../../wrappers/types.ts';
import type { SiteWrapperCell } from '../types.ts';
import { situationAnchor, WRAPPERS, wrapperFile } from './links.ts';
import { Link } from './parts/link.tsx';
import { page } from './parts/page.tsx';
import { Scroll } from './parts/scroll.tsx';
import { Block, Columns, Outside, Prose } from './parts/text.tsx';
import { Verdict } from './parts/verdict.tsx';
import { WrapperNews } from './parts/wrapper-news.tsx';
import type { View } from './view.ts';
import { cellMark, momentWords, outcomeMark } from './words.ts';

/** What each wrapper did in each situation, and what it did before. */
export function wrappersPage({ data: { wrappers: cells } }: View): string {
  return page(
    { file: WRAPPERS, title: 'Wrappers', wrappers: true },
    <>
      <h1>Your wrappers, in each situation</h1>
      <p>
        A wrapper is the command or code that creates your jobs. Each was run unchanged against the simulated SageMaker,
        and what it really sent is judged. Its page states what isolated it.
      </p>
      <section aria-labelledby="news">
        <h2 id="news">What failed, what changed</h2>
        <WrapperNews cells={cells} />
      </section>
      <section aria-labelledby="matrix">
        <h2 id="matrix">All attempts</h2>
        <p class="soft">
          Each leads to what was sent and written. A row of marks below a verdict is its history, oldest first, with a
          mark for each change of it or of the version.
        </p>
        <Matrix cells={cells} />
      </section>
    </>,
  );
}

/** One wrapper: what it did in each situation, with its report and its output. */
export function wrapperPage(wrapper: string, { data: { wrappers } }: View): string {
  const own = wrappers.filter((cell) => cell.wrapper === wrapper);
  const cells = own.toSorted(byWorst);
  return page(
    { file: wrapperFile(wrapper), title: wrapper, wrappers: true },
    <>
      <p class="crumb">
        <Link to={WRAPPERS}>Wrappers</Link>
      </p>
      <h1>
        <Outside text={wrapper} />
      </h1>
      {cells.map((cell) => (
        <Attempt key={cell.situation} cell={cell} />
      ))}
    </>,
  );
}

function Attempt({ cell }: { readonly cell: SiteWrapperCell }): VNode {
  const { situation, expectation, outcome, did, report, output, history } = cell;
  const known = situations.find(({ id }) => id === situation);
  return (
    <section class={outcome === 'failed' ? 'scenario failed' : 'scenario'} id={situationAnchor(situation)}>
      <h2>
        <Outside text={situation} />
      </h2>
      {known && (
        <p class="soft">
          <Prose text={`${known.title}. ${known.reason}`} />
        </p>
      )}
      <p>
        <Verdict of={cellMark(cell)} /> Expected: it <Outside text={EXPECTATIONS.get(expectation) ?? expectation} />. It
        did: <Outside text={did} />.
      </p>
      <Columns text={report} label={`Report on ${situation}`} />
      {history.length > 0 && (
        <>
          <h3>History of its verdict</h3>
          <ol class="history">
            {history.map((one) => (
              <li key={one.at}>
                <Verdict of={outcomeMark(one.outcome)} /> since <time dateTime={one.at}>{momentWords(one.at)}</time>,
                train-encrypt <Outside text={one.version} />
              </li>
            ))}
          </ol>
        </>
      )}
      <details>
        <summary>What it wrote</summary>
        {output === '' ? <p class="soft">Nothing.</p> : <Block text={output} />}
      </details>
    </section>
  );
}

const EXPECTATIONS: ReadonlyMap<string, string> = new Map<Expectation, string>([
  ['launches', 'launches what it was asked for, encrypted where there are several instances'],
  ['refuses', 'launches nothing that talks in the clear, and says so'],
  ['retries', 'launches after trying again, every try with the same encryption and network'],
  ['reports', 'launches encrypted; or, where that is denied, tells so and tries nothing weaker'],
]);

function Matrix({ cells }: { readonly cells: readonly SiteWrapperCell[] }): VNode {
  const wrappers = [...new Set(cells.map(({ wrapper }) => wrapper))];
  const tried = [...new Set(cells.map(({ situation }) => situation))];
  const cellOf = new Map(cells.map((cell) => [JSON.stringify([cell.wrapper, cell.situation]), cell]));
  return (
    <Scroll label="Wrappers and situations">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">Situation</th>
            {wrappers.map((wrapper) => (
              <th scope="col" key={wrapper}>
                <Link to={wrapperFile(wrapper)}>
                  <Outside text={wrapper} />
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tried.map((situation) => (
            <tr key={situation}>
              <th scope="row">
                <Outside text={situation} />
              </th>
              {wrappers.map((wrapper) => (
                <td key={wrapper}>
                  <Cell cell={cellOf.get(JSON.stringify([wrapper, situation]))} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const MOST_MARKS = 8;

function Cell({ cell }: { readonly cell: SiteWrapperCell | undefined }): VNode {
  if (cell === undefined) return <span class="soft">not tried</span>;
  const { wrapper, situation, did, history } = cell;
  const marks = history.slice(-MOST_MARKS).map((one) => outcomeMark(one.outcome));
  return (
    <>
      <Link to={`${wrapperFile(wrapper)}#${situationAnchor(situation)}`}>
        <Verdict of={cellMark(cell)} />
      </Link>
      <br />
      <span class="soft">
        <Outside text={did} />
      </span>
      {marks.length > 1 && (
        <span class="marks soft">
          <span class="hidden">before, oldest first: {marks.map(({ word }) => word).join(', ')}</span>
          <span aria-hidden="true">{marks.map(({ mark }) => mark).join(' ')}</span>
        </span>
      )}
    </>
  );
}
