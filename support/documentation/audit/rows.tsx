/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, VNode } from 'preact';

/** A table with a caption; the first cell of a row is its head. */
export const Rows = ({
  caption,
  head,
  rows,
  kind,
}: {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  readonly kind?: string;
}): VNode => (
  <table class={kind}>
    <caption>{caption}</caption>
    <thead>
      <tr>
        {head.map((cell) => (
          <th scope="col" key={cell}>
            {cell}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([first, ...others], row) => (
        <tr key={row}>
          <th scope="row">{first}</th>
          {others.map((cell, column) => (
            <td key={column}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
