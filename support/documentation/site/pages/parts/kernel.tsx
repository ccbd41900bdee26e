/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { fingerprint } from '../../../../network/fingerprint.ts';
import { counted } from '../../../../text/words.ts';
import type { EvidenceVerdict, SiteData, SiteKernel } from '../../types.ts';
import { dayWords } from '../words.ts';

/** What a kernel did in the network of a verdict; `undefined` where none was asked about just that network. */
export function kernelOf({ kernel }: Pick<SiteData, 'kernel'>, { network }: EvidenceVerdict): Confirmation | undefined {
  const seen = network && kernel?.networks[fingerprint(network)];
  return kernel && seen && { ...seen, release: kernel.release, at: kernel.at };
}

type Confirmation = SiteKernel['networks'][string] & Pick<SiteKernel, 'release' | 'at'>;

/** Whether a kernel let through what the verdict says; nothing where no kernel was asked. */
export function Kernel({ of, verdict }: { readonly of: SiteData; readonly verdict: EvidenceVerdict }): VNode | null {
  const seen = kernelOf(of, verdict);
  if (seen === undefined) return null;
  const { release, at, sent, arrived } = seen;
  const when = (
    <>
      Linux {release}, <time dateTime={at}>{dayWords(at)}</time>: {counted(sent, 'packet')} of IKE and ESP sent between
      its instances, {arrived} arrived.
    </>
  );
  if (agrees(seen, verdict)) {
    return (
      <p class="kernel">
        <strong>Confirmed by a kernel.</strong> {when}
      </p>
    );
  }
  return (
    <p class="kernel disagrees">
      <strong>A kernel did otherwise.</strong> {when}
    </p>
  );
}

/** By the report itself, and by what the verdict of this run says. */
function agrees({ confirmed, reachable }: Confirmation, { findings }: EvidenceVerdict): boolean {
  const said = findings.find(({ rule }) => rule === 'between-instances')?.outcome;
  if (said === undefined || said === 'advice') return confirmed;
  return confirmed && (said !== 'broken') === reachable;
}

/** How many of the networks that scenarios built a kernel confirmed; nothing where no report lies beside the run. */
export function KernelSummary({ of }: { readonly of: SiteData }): VNode | null {
  const { kernel, scenarios } = of;
  if (kernel === undefined) return null;
  const networks = new Map<string, boolean>();
  for (const verdict of scenarios.flatMap(({ results }) => results.flatMap((one) => one.evidence?.verdicts ?? []))) {
    if (verdict.network === undefined) continue;
    const key = fingerprint(verdict.network);
    const seen = kernelOf(of, verdict);
    networks.set(key, seen !== undefined && agrees(seen, verdict) && networks.get(key) !== false);
  }
  const confirmed = [...networks.values()].filter(Boolean).length;
  return (
    <p>
      The packet filter of a kernel (Linux {kernel.release}, <time dateTime={kernel.at}>{dayWords(kernel.at)}</time>){' '}
      confirmed {confirmed} of {counted(networks.size, 'network')} that scenarios built.
    </p>
  );
}
