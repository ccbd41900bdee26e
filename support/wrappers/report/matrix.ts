import type { Paint } from '../../rules/describe.ts';
import { escapeMarkdown, markdownTable } from '../../text/markdown.ts';
import type { VerdictMark } from '../mark.ts';
import {
  answerOfAttempt,
  type CheckedAttempt,
  type CheckResult,
  distinct,
  markOfAttempt,
  type Standing,
  standingOf,
} from './result.ts';

/** What stands in a cell of a matrix: a mark, the answer, and why where it is no tick. */
export interface Cell {
  readonly mark: VerdictMark | '·';
  readonly text: string;
  readonly standing: Standing | 'not tried';
}

export interface Matrix {
  readonly wrappers: readonly string[];
  readonly rows: readonly { readonly situation: string; readonly cells: readonly Cell[] }[];
}

/** Situations in rows and wrappers in columns: names of situations are long and known, wrappers come and go. */
export function matrixOf({ attempts }: Pick<CheckResult, 'attempts'>): Matrix {
  const wrappers = distinct(attempts.map(({ planned }) => planned.wrapper));
  const situations = distinct(attempts.map(({ planned }) => planned.situation.id));
  const rows = situations.map((situation) => ({
    situation,
    cells: wrappers.map((wrapper) =>
      cellOf(attempts.find(({ planned }) => planned.wrapper === wrapper && planned.situation.id === situation)),
    ),
  }));
  return { wrappers, rows };
}

function cellOf(checked: CheckedAttempt | undefined): Cell {
  if (checked === undefined) return { mark: '·', standing: 'not tried', text: '' };
  return { mark: markOfAttempt(checked), standing: standingOf(checked), text: textOf(checked) };
}

/** `unencrypted: flag-not-sent +1` */
function textOf(checked: CheckedAttempt): string {
  const standing = standingOf(checked);
  const answer = answerOfAttempt(checked);
  if (standing === 'interrupted' || standing === 'not started') return `${answer}: ${standing}`;
  const wanted = standing === 'not shown' ? 'not shown' : 'broken';
  const ids = distinct(checked.verdict.findings.filter(({ outcome }) => outcome === wanted).map(({ id }) => id));
  const [first, ...more] = ids;
  if (first === undefined) return answer;
  return `${answer}: ${first}${more.length > 0 ? ` +${more.length}` : ''}`;
}

/**
 * The matrix as text. Columns that do not fit the width go into a table of their own below.
 * @param width characters
 */
export function describeMatrix(matrix: Matrix, paint: Paint, width: number): string {
  const first = columnOf(['', ...matrix.rows.map(({ situation }) => situation)]);
  const columns = matrix.wrappers.map((wrapper, index) =>
    columnOf([wrapper, ...matrix.rows.map(({ cells }) => plain(cells[index]))]),
  );
  return tablesOf(first.width, columns, width)
    .map((indexes) =>
      [-1, ...matrix.rows.keys()]
        .map((row) => {
          const head = (row < 0 ? '' : (matrix.rows[row]?.situation ?? '')).padEnd(first.width);
          const cells = indexes.map((index, place) => {
            const room = place === indexes.length - 1 ? 0 : (columns[index]?.width ?? 0);
            if (row < 0) return (matrix.wrappers[index] ?? '').padEnd(room);
            const cell = matrix.rows[row]?.cells[index];
            return painted(cell, plain(cell).padEnd(room), paint);
          });
          return [head, ...cells].join('  ').trimEnd();
        })
        .join('\n'),
    )
    .join('\n\n');
}

const columnOf = (texts: readonly string[]) => ({ width: Math.max(...texts.map(({ length }) => length)) });

const plain = (cell: Cell | undefined): string => (cell === undefined ? '' : `${cell.mark} ${cell.text}`.trimEnd());

function painted(cell: Cell | undefined, text: string, paint: Paint): string {
  if (cell?.mark === '✓') return paint.good(text);
  return cell?.mark === '✗' ? paint.bad(text) : paint.dim(text);
}

/** Which columns stand side by side; each table has at least one. */
function tablesOf(first: number, columns: readonly { readonly width: number }[], width: number): readonly number[][] {
  const tables: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const [index, column] of columns.entries()) {
    if (used + 2 + column.width > width) {
      tables.push([]);
      used = first;
    }
    tables.at(-1)?.push(index);
    used += 2 + column.width;
  }
  return tables;
}

/** As GitHub shows it. */
export function markdownMatrix({ wrappers, rows }: Matrix): string {
  return markdownTable(
    ['situation', ...wrappers.map(escapeMarkdown)],
    rows.map(({ situation, cells }) => [
      escapeMarkdown(situation),
      ...cells.map((cell) => escapeMarkdown(plain(cell))),
    ]),
  );
}
