/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { Block, Outside } from './text.tsx';

interface Of {
  readonly near: string;
  readonly remedy: readonly string[];
}

/** How near it was, and what mends it; nothing of what is not known. */
export const Mending = ({ near, remedy }: Of): VNode => (
  <>
    {near !== '' && (
      <p>
        <strong>What is there:</strong> <Outside text={near} />
      </p>
    )}
    {remedy.length > 0 && (
      <>
        <p>
          <strong>To mend it:</strong>
        </p>
        <Block text={remedy.join('\n')} />
      </>
    )}
  </>
);
