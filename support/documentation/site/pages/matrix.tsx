/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { counted } from '../../../text/words.ts';
import { byWorst } from '../../../wrappers/mark.ts';
import { situations as known } from '../../../wrappers/situations/index.ts';
import type { SiteWrapperCell } from '../types.ts';
import { changesOf } from './history.ts';
import { situationAnchor, TOPICS, wrapperFile } from './links.ts';
import { Link } from './parts/link.tsx';
import { Scroll } from './parts/scroll.tsx';
import { Outside } from './parts/text.tsx';
import { cellMark, type Mark, outcomeMark } from './words.ts';

/** What stands in the matrix: rows with the worst wrapper first, columns in the order in which situations were tried. */
export interface Matrix {
  readonly situations: readonly string[];
  readonly rows: readonly { readonly wrapper: string; readonly cells: readonly (SiteWrapperCell | undefined)[] }[];
}

export function matrixOf(cells: readonly SiteWrapperCell[]): Matrix {
  const situations = [...new Set(cells.map(({ situation }) => situation))];
  const byWrapper = Map.groupBy(cells, ({ wrapper }) => wrapper);
  const rows = [...byWrapper].map(([wrapper, own]) => ({
    wrapper,
    cells: situations.map((situation) => own.find((cell) => cell.situation === situation)),
    sorted: own.toSorted(byWorst),
  }));
  // The worst answer first; among those alike the wrapper that has it more often, cell by cell.
  rows.sort((a, b) => {
    for (const [index, one] of a.sorted.entries()) {
      const other = b.sorted[index];
      if (other === undefined) return -1;
      const order = byWorst(one, other);
      if (order !== 0) return order;
    }
    return b.sorted.length > a.sorted.length ? 1 : a.wrapper.localeCompare(b.wrapper, 'en', { numeric: true });
  });
  return { situations, rows: rows.map(({ wrapper, cells }) => ({ wrapper, cells })) };
}

/** Wrappers in rows, situations in columns. Its first row and first column stay in sight. */
export function MatrixTable({ cells }: { readonly cells: readonly SiteWrapperCell[] }): VNode {
  const { situations, rows } = matrixOf(cells);
  const before = new Map(changesOf(cells).map(({ cell, before }) => [cell, before]));
  return (
    <Scroll label="Wrappers and situations" kind="matrix">
      <table class="matrix">
        <caption>
          Answers of {counted(rows.length, 'wrapper')} in {counted(situations.length, 'situation')}
        </caption>
        <thead>
          <tr>
            <th scope="col">Wrapper</th>
            {situations.map((situation) => (
              <th scope="col" key={situation}>
                {KNOWN.has(situation) ? (
                  <Link to={`${TOPICS}#${situation}`}>
                    <Outside text={situation} />
                  </Link>
                ) : (
                  <Outside text={situation} />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ wrapper, cells: own }) => (
            <tr key={wrapper}>
              <th scope="row">
                <Link to={wrapperFile(wrapper)}>
                  <Outside text={wrapper} />
                </Link>
              </th>
              {own.map((cell, index) => (
                <td key={situations[index]}>
                  <Cell cell={cell} before={cell && before.get(cell)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Those that the page of meanings has. */
const KNOWN: ReadonlySet<string> = new Set(known.map(({ id }) => id));

/** As `Verdict`, and may break after its mark: columns are narrow. */
const Sign = ({ of: { mark, word, tone } }: { readonly of: Mark }): VNode => (
  <span class={`verdict ${tone}`}>
    <span aria-hidden="true">{mark}</span> {word}
  </span>
);

function Cell({
  cell,
  before,
}: {
  readonly cell: SiteWrapperCell | undefined;
  readonly before: string | undefined;
}): VNode {
  if (cell === undefined) {
    return (
      <span class="soft">
        <span aria-hidden="true">·</span>
        <span class="hidden">not tried</span>
      </span>
    );
  }
  const { wrapper, situation } = cell;
  const was = before === undefined ? undefined : outcomeMark(before);
  return (
    <Link to={`${wrapperFile(wrapper)}#${situationAnchor(situation)}`}>
      <Sign of={cellMark(cell)} />
      <span class="hidden">
        : {wrapper} in {situation}
      </span>
      {was && (
        <span class="was">
          <span class="hidden">, </span>was <span aria-hidden="true">{was.mark}</span>
          <span class="hidden">{was.word}</span>
        </span>
      )}
    </Link>
  );
}
