import type { Paint } from '../../rules/describe.ts';
import { escapeMarkdown, markdownTable } from '../../text/markdown.ts';
import { type CheckedAttempt, type CheckResult, distinct, type Standing, standingOf } from './result.ts';

/** What stands in a cell of a matrix: a mark, and why where it is not as expected. */
export interface Cell {
  readonly mark: string;
  readonly text: string;
  readonly standing: Standing | 'not tried';
}

export interface Matrix {
  readonly wrappers: readonly string[];
  readonly rows: readonly { readonly situation: string; readonly cells: readonly Cell[] }[];
}

export const MARKS: Readonly<Record<Cell['standing'], string>> = {
  passed: '✓',
  failed: '✗',
  excepted: '~',
  interrupted: '!',
  'not started': '!',
  'not tried': '·',
};

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
  const standing = checked === undefined ? 'not tried' : standingOf(checked);
  return { mark: MARKS[standing], standing, text: checked === undefined ? '' : textOf(checked, standing) };
}

function textOf({ verdict }: CheckedAttempt, standing: Cell['standing']): string {
  if (standing === 'passed') return '';
  if (standing !== 'failed' && standing !== 'excepted') return standing;
  const broken = distinct(verdict.findings.filter(({ outcome }) => outcome === 'broken').map(({ id }) => id));
  const [first = standing, ...more] = broken;
  return more.length > 0 ? `${first} +${more.length}` : first;
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
  if (cell?.standing === 'passed') return paint.good(text);
  return cell?.standing === 'failed' || cell?.standing === 'not started' ? paint.bad(text) : paint.dim(text);
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
