/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, VNode } from 'preact';

/** What is wider than a phone scrolls within itself, by keyboard too. */
export const Scroll = ({
  label,
  kind,
  children,
}: {
  readonly label: string;
  /** A class of its own. */
  readonly kind?: string;
  readonly children: ComponentChildren;
}): VNode => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <section class={kind === undefined ? 'scroll' : `scroll ${kind}`} aria-label={label} tabIndex={0}>
    {children}
  </section>
);
