/** @jsxRuntime automatic @jsxImportSource preact */
import { WRAPPERS } from './links.ts';
import { MatrixTable } from './matrix.tsx';
import { page } from './parts/page.tsx';
import { WrapperNews } from './parts/wrapper-news.tsx';
import type { View } from './view.ts';

/** What each wrapper did in each situation, and what it did before. */
export function wrappersPage({ data: { wrappers: cells } }: View): string {
  return page(
    { file: WRAPPERS, title: 'Wrappers', wrappers: true, wide: true },
    <>
      <h1>Your wrappers, in each situation</h1>
      <p>
        A wrapper is the command or code that creates your jobs. Each was run unchanged against the simulated SageMaker,
        and what it really sent is judged. Its page states what isolated it.
      </p>
      <section aria-labelledby="matrix">
        <h2 id="matrix">All attempts</h2>
        <p class="soft">
          The worst wrapper stands first. Each answer leads to what the wrapper was given, what it sent, and the fix.
        </p>
        <MatrixTable cells={cells} />
      </section>
      <section aria-labelledby="news">
        <h2 id="news">What failed, what changed</h2>
        <WrapperNews cells={cells} />
      </section>
    </>,
  );
}
