/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { headlineOf } from '../headline.ts';

const MARKS = { yes: '✓', no: '✗', unknown: '?' } as const;

/** The one answer that a document begins with: its mark, and a sentence. */
export const Answer = ({ answer, sentence }: ReturnType<typeof headlineOf>): VNode => (
  <p class={`answer ${answer}`}>
    <span class="sign" aria-hidden="true">
      {MARKS[answer]}
    </span>
    <span>{sentence}</span>
  </p>
);
