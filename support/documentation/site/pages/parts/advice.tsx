/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { SiteResult } from '../../types.ts';
import { Block, Outside } from './text.tsx';

/** Why a scenario failed, how near it was, and what mends it. */
export function WhyFailed({ result }: { readonly result: SiteResult }): VNode {
  const { near, remedy } = adviceOf(result);
  return (
    <div class="why">
      <Block text={result.reason} />
      {near.length > 0 && (
        <p>
          <strong>What is there:</strong> <Outside text={near.join(' ')} />
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
    </div>
  );
}

/** Of what the rules found broken, each once. */
export function adviceOf({ evidence }: SiteResult): {
  readonly near: readonly string[];
  readonly remedy: readonly string[];
} {
  const findings = (evidence?.verdicts ?? []).flatMap((verdict) => verdict.findings);
  const broken = findings.filter(({ outcome }) => outcome === 'broken');
  const distinct = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '');
  return {
    near: distinct(broken.map(({ nearMiss }) => nearMiss)),
    remedy: distinct(broken.flatMap(({ remedy }) => remedy)),
  };
}
