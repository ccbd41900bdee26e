/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { counted } from '../../../../text/words.ts';
import type { Evidence, EvidenceTiming, EvidenceVerdict } from '../../types.ts';
import type { View } from '../view.ts';
import { secondsWords } from '../words.ts';
import { Calls } from './calls.tsx';
import { Findings } from './findings.tsx';
import { Kernel } from './kernel.tsx';
import { Drawing } from './picture.tsx';
import { Outside } from './text.tsx';

interface Props {
  readonly evidence: Evidence;
  readonly passed: boolean;
  readonly view: View;
}

const hasBroken = ({ findings }: EvidenceVerdict): boolean => findings.some(({ outcome }) => outcome === 'broken');

/** What one scenario left behind in one run: verdicts, networks, calls, lives of jobs, times. */
export const EvidenceOf = ({ evidence, passed, view }: Props): VNode => (
  <>
    {passed && evidence.verdicts.some(hasBroken) && (
      <p class="soft">The scenario passed: what is broken here is what it expects.</p>
    )}
    {evidence.verdicts.map((verdict, index) => {
      const drawing = view.drawings.network(verdict);
      return (
        <div key={index}>
          <Findings verdict={verdict} />
          {drawing && 'svg' in drawing && <Drawing of={drawing} />}
          {drawing && <Kernel of={view.data} verdict={verdict} />}
          {verdict.network && drawing === undefined && (
            <p class="soft">Its network, and what passes in it, is as drawn above.</p>
          )}
          {drawing && 'why' in drawing && <p class="soft">Its network could not be drawn: {drawing.why}</p>}
        </div>
      );
    })}
    {evidence.timings.map((timing, index) => (
      <Timing key={index} timing={timing} />
    ))}
    {evidence.timelines.length > 0 && (
      <details>
        <summary>{counted(evidence.timelines.length, 'life of a job', 'lives of jobs')}</summary>
        <div class="lives">
          {evidence.timelines.map((timeline, index) => (
            <Drawing key={index} of={view.pictures.timeline(timeline)} />
          ))}
        </div>
      </details>
    )}
    {evidence.calls.length > 0 && <Calls calls={evidence.calls} />}
    {evidence.leftOut && (
      <p class="soft">
        Left out for its size: <Outside text={evidence.leftOut.join('; ')} />
      </p>
    )}
  </>
);

const Timing = ({ timing }: { readonly timing: EvidenceTiming }): VNode => {
  const { name, instances, clearSeconds, encryptedSeconds } = timing;
  return (
    <p>
      <span class="label">Model</span> <Outside text={name} />, {counted(instances, 'instance')}:{' '}
      {secondsWords(clearSeconds)} unencrypted, {secondsWords(encryptedSeconds)} encrypted.
    </p>
  );
};
