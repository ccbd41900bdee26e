/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { Outside } from './text.tsx';

/** The body of a table whose cells are text from outside. */
export const Rows = ({ of }: { readonly of: readonly (readonly string[])[] }): VNode => (
  <tbody>
    {of.map((row, index) => (
      <tr key={index}>
        {row.map((cell, column) => (
          <td key={column}>
            <Outside text={cell} />
          </td>
        ))}
      </tr>
    ))}
  </tbody>
);
