/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { SiteResult } from '../../types.ts';
import { Fixes } from './fixes.tsx';
import { Block } from './text.tsx';

/** Why a scenario failed, how near it was, and what fixes it. */
export function WhyFailed({ result }: { readonly result: SiteResult }): VNode {
  const { near, fix } = adviceOf(result);
  return (
    <div class="why">
      <Block text={result.reason} />
      <Fixes near={near.join(' ')} fix={fix} />
    </div>
  );
}

/** Of what the rules found broken, each once. */
export function adviceOf({ evidence }: SiteResult): {
  readonly near: readonly string[];
  readonly fix: readonly string[];
} {
  const findings = (evidence?.verdicts ?? []).flatMap((verdict) => verdict.findings);
  const broken = findings.filter(({ outcome }) => outcome === 'broken');
  const distinct = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '');
  return {
    near: distinct(broken.map(({ closestMatch }) => closestMatch)),
    fix: distinct(broken.flatMap(({ fix }) => fix)),
  };
}
