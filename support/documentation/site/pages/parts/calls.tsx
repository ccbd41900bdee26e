/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { counted } from '../../../../text/words.ts';
import type { EvidenceCall } from '../../types.ts';
import { pretty, relevantOf } from '../json.ts';

import { Block, Outside } from './text.tsx';

/** What was sent and what was answered, in order; of requests for jobs first what the rules look at. */
export const Calls = ({
  calls,
  title,
}: {
  readonly calls: readonly EvidenceCall[];
  readonly title?: string;
}): VNode => (
  <details>
    <summary>{title ?? `What was sent and answered: ${counted(calls.length, 'call')}`}</summary>
    <ol class="calls">
      {calls.map((call, index) => (
        <li key={index}>
          <Call call={call} />
        </li>
      ))}
    </ol>
  </details>
);

function Call({ call }: { readonly call: EvidenceCall }): VNode {
  const { service, operation, status, input, output, error } = call;
  const relevant =
    service === 'sagemaker' && /^(?:Create|Update|Start)/.test(operation) ? relevantOf(input) : undefined;
  return (
    <details>
      <summary>
        <Outside text={`${service} ${operation}`} /> <span class="soft">{status === 0 ? 'no answer' : status}</span>
        {error && (
          <>
            {' '}
            <Outside text={error.code} />
          </>
        )}
      </summary>
      {relevant !== undefined && (
        <>
          <p>Sent, as far as the rules look at it:</p>
          <Block text={pretty(relevant)} />
        </>
      )}
      <p>{input === null || input === undefined ? 'Nothing of what was sent could be read.' : 'Sent:'}</p>
      {input !== null && input !== undefined && <Block text={pretty(input)} />}
      {error && (
        <>
          <p>Refused:</p>
          <Block text={`${error.code}: ${error.message}`} />
        </>
      )}
      {output !== undefined && (
        <>
          <p>Answered:</p>
          <Block text={pretty(output)} />
        </>
      )}
    </details>
  );
}
