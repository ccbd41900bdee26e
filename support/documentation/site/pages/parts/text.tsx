/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { Scroll } from './scroll.tsx';

// Everything that comes from outside passes through here: it is text, set apart from the direction of what surrounds it.

/** Text of somebody else's, within a line. */
export const Outside = ({ text }: { readonly text: string }): VNode => <bdi dir="auto">{visible(text)}</bdi>;

/** Text of somebody else's, line by line as it is. */
export const Block = ({ text }: { readonly text: string }): VNode => (
  <pre dir="auto">
    <code>{visible(text)}</code>
  </pre>
);

/** Text of somebody else's that stands in columns: what is too wide scrolls. */
export const Columns = ({ text, label }: { readonly text: string; readonly label: string }): VNode => (
  <Scroll label={label}>
    <pre class="columns" dir="auto">
      <code>{visible(text)}</code>
    </pre>
  </Scroll>
);

/** Our own prose, in which backticks mark code. */
export function Prose({ text }: { readonly text: string }): VNode {
  const parts = visible(text).split('`');
  return (
    <bdi dir="auto">
      {parts.map((part, index) => {
        const isCode = index % 2 === 1 && index < parts.length - 1;
        return isCode ? <code key={`${index} ${part}`}>{part}</code> : part;
      })}
    </bdi>
  );
}

/** What HTML cannot hold is shown as what it is: a character that nobody can read. */
export function visible(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\u{FFFD}')
    .replace(/[\p{Cc}\u{FFFE}\u{FFFF}]/gu, (one) => (one === '\n' || one === '\t' ? one : '\u{FFFD}'));
}
