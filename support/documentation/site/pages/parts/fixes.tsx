/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { Block, Outside } from './text.tsx';

interface Of {
  readonly near: string;
  readonly fix: readonly string[];
}

/** How near it was, and what fixes it; nothing of what is not known. */
export const Fixes = ({ near, fix }: Of): VNode => (
  <>
    {near !== '' && (
      <p>
        <strong>What is there:</strong> <Outside text={near} />
      </p>
    )}
    {fix.length > 0 && (
      <>
        <p>
          <strong>To fix it:</strong>
        </p>
        <Block text={fix.join('\n')} />
      </>
    )}
  </>
);
