/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { Mark } from '../words.ts';

/** A mark and a word; the mark is for eyes only. */
export const Verdict = ({ of, more = '' }: { readonly of: Mark; readonly more?: string }): VNode => (
  <span class={`verdict ${of.tone}`}>
    <span aria-hidden="true">{of.mark}</span>
    {`\u00A0${of.word}`}
    {more}
  </span>
);
