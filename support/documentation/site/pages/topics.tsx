/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { allTopics, type Topic } from '../../topics/index.ts';
import { TOPICS } from './links.ts';
import { page } from './parts/page.tsx';
import { Prose } from './parts/text.tsx';
import type { View } from './view.ts';

const KINDS: readonly (readonly [kind: Topic['kind'], title: string])[] = [
  ['answer', 'Answers'],
  ['finding', 'Findings'],
  ['rule', 'Rules'],
  ['situation', 'Situations'],
];

/** What each answer, finding, rule and situation means, as `train-encrypt explain` prints it. */
export function topicsPage({ data: { wrappers } }: View): string {
  return page(
    { file: TOPICS, title: 'Findings', wrappers: wrappers.length > 0 },
    <>
      <h1>What answers, findings, rules and situations mean</h1>
      {KINDS.map(([kind, title]) => (
        <section key={kind} aria-labelledby={`kind-${kind}`}>
          <h2 id={`kind-${kind}`}>{title}</h2>
          {allTopics
            .filter((topic) => topic.kind === kind)
            .map((topic) => (
              <One key={topic.id} topic={topic} />
            ))}
        </section>
      ))}
    </>,
  );
}

const One = ({ topic: { id, means, example, fix, source } }: { readonly topic: Topic }): VNode => (
  <section id={id} aria-labelledby={`name-${id}`}>
    <h3 id={`name-${id}`}>
      <code>{id}</code>
    </h3>
    <p>
      <Prose text={means} />
    </p>
    <p>
      Example: <Prose text={example} />
    </p>
    <p>
      Fix: <Prose text={fix} />
    </p>
    <p class="soft">
      Source: <Prose text={source} />
    </p>
  </section>
);
