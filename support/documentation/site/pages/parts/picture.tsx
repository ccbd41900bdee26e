/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { Picture, PictureTable } from '../../pictures/types.ts';
import { Rows } from './rows.tsx';
import { Scroll } from './scroll.tsx';
import { Outside } from './text.tsx';

/** A drawing, and what it shows as a table for those who cannot see it. */
export const Drawing = ({
  of: { svg, table },
  caption,
}: {
  readonly of: Picture;
  readonly caption?: string;
}): VNode => (
  <figure>
    <div class="drawing" dangerouslySetInnerHTML={{ __html: svg }} />
    {caption !== undefined && (
      <figcaption>
        <Outside text={caption} />
      </figcaption>
    )}
    {table && <Told table={table} />}
  </figure>
);

const Told = ({ table: { caption, head, rows } }: { readonly table: PictureTable }): VNode => (
  <details class="told">
    <summary>The drawing as a table</summary>
    <Scroll label={caption}>
      <table>
        <caption>
          <Outside text={caption} />
        </caption>
        <thead>
          <tr>
            {head.map((cell) => (
              <th scope="col" key={cell}>
                <Outside text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <Rows of={rows} />
      </table>
    </Scroll>
  </details>
);
