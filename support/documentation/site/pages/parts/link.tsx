/** @jsxRuntime automatic @jsxImportSource preact */
import { type ComponentChildren, createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';

/** From the page that is rendered to the folder of the start page: empty, or `../`. */
export const Root = createContext('');

/** A link within the site. */
export function Link({
  to,
  children,
  current = false,
}: {
  /** From the folder of the start page. */
  readonly to: string;
  readonly children: ComponentChildren;
  readonly current?: boolean;
}): VNode {
  const root = useContext(Root);
  return (
    <a href={`${root}${to}`} {...(current && { 'aria-current': 'page' })}>
      {children}
    </a>
  );
}

/** A source elsewhere, spelled out: the only links that leave the site. Anything but a web page is text. */
export function Source({ address }: { readonly address: string }): VNode {
  if (!/^https:\/\/[^\s"'<>]+$/.test(address)) return <bdi>{address}</bdi>;
  return (
    <a class="source" href={address} rel="noreferrer">
      {address}
    </a>
  );
}
