/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, VNode } from 'preact';

/** The appendix of a page on paper: what it is, and a table with a row for each scenario or attempt. */
export const RowsOfEvidence = ({
  text,
  head,
  children,
}: {
  readonly text: string;
  readonly head: readonly string[];
  readonly children: ComponentChildren;
}): VNode => (
  <>
    <h2 id="appendix">Appendix: evidence</h2>
    <p>{text}</p>
    <table class="rows-of-evidence">
      <thead>
        <tr>
          {head.map((name) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </>
);
