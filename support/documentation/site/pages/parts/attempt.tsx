/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { dayOf, wordsOf } from '../../../../findings/exception.ts';
import { counted } from '../../../../text/words.ts';
import { situations } from '../../../../wrappers/situations/index.ts';
import type { Expectation, WrapperVerdict } from '../../../../wrappers/types.ts';
import type { SiteAttempt, SiteWrapperCell } from '../../types.ts';
import { situationAnchor } from '../links.ts';
import { shellLine } from '../shell-line.ts';
import type { View } from '../view.ts';
import { cellMark, momentWords, outcomeMark, PROVENANCE_WORDS, secondsWords } from '../words.ts';
import { Calls } from './calls.tsx';
import { Findings } from './findings.tsx';
import { Fixes } from './fixes.tsx';
import { Given } from './given.tsx';
import { Drawing } from './picture.tsx';
import { Sent } from './sent.tsx';
import { Block, Columns, Outside, Prose } from './text.tsx';
import { Verdict } from './verdict.tsx';

interface Props {
  readonly cell: SiteWrapperCell;
  readonly view: View;
}

/** One wrapper in one situation: the answer, the fix, what it was given and sent, its network, its calls, its history. */
export function Attempt({ cell, view }: Props): VNode {
  const { situation, expectation, outcome, answer, did, output, report, seen } = cell;
  const known = situations.find(({ id }) => id === situation);
  const { title, reason } = seen ?? known ?? {};
  return (
    <section
      class={outcome === 'failed' ? 'attempt scenario failed' : 'attempt scenario'}
      id={situationAnchor(situation)}
    >
      <h2>
        <Outside text={situation} />
      </h2>
      {title !== undefined && (
        <p class="soft">
          <Prose text={`${title}. ${reason}`} />
        </p>
      )}
      <p>
        <Verdict of={cellMark(cell)} /> Expected: it <Outside text={EXPECTATIONS.get(expectation) ?? expectation} />. It
        did: <Outside text={did} />.
      </p>
      {answer.answer === 'not shown' && answer.because.length > 0 && (
        <ul>
          {answer.because.slice(0, MOST_REASONS).map((one) => (
            <li key={one}>
              <Outside text={one} />
            </li>
          ))}
        </ul>
      )}
      {seen === undefined ? (
        <Columns text={report} label={`Report on ${situation}`} />
      ) : (
        <Whole seen={seen} situation={situation} view={view} />
      )}
      <History cell={cell} />
      <details class="more">
        <summary>What it printed</summary>
        {output === '' ? <p class="soft">Nothing.</p> : <Block text={output} />}
      </details>
    </section>
  );
}

const MOST_REASONS = 6;

const EXPECTATIONS: ReadonlyMap<string, string> = new Map<Expectation, string>([
  ['launches', 'launches what it was asked for, encrypted where there are several instances'],
  ['refuses', 'launches nothing unencrypted, and says so'],
  ['retries', 'launches after trying again, every try with the same encryption and network'],
  ['reports', 'launches encrypted; or, where that is denied, reports it and tries nothing weaker'],
]);

function Whole({
  seen,
  situation,
  view,
}: {
  readonly seen: SiteAttempt;
  readonly situation: string;
  readonly view: View;
}): VNode {
  const { command, ended, seconds, isolation, sent, findings, requests, egress, verdicts } = seen;
  return (
    <>
      <Found findings={findings} at={view.data.writtenAt} />
      <div class="on-screen">
        <h3>What it was given</h3>
        <Given given={seen.given} situation={situation} />
      </div>
      <p class="soft">
        <Outside text={`${ended} after ${secondsWords(seconds)}. Isolation: ${isolation}.`} />
      </p>
      <details class="more">
        <summary>The command as it ran</summary>
        <Block text={shellLine(command)} />
      </details>
      <h3>What it sent</h3>
      {sent.length === 0 ? (
        <p>No request for a job.</p>
      ) : (
        sent.map((job, index) => <Sent key={index} job={job} situation={situation} />)
      )}
      {requests.length > 0 && <Calls calls={requests} title={`Requests as sent: ${requests.length}`} />}
      {verdicts.length > 0 && (
        <div class={findings.some(({ outcome }) => outcome === 'broken') ? undefined : 'on-screen'}>
          <h3>Its network, and what the rules found</h3>
          {verdicts.map((verdict, index) => {
            const drawing = view.drawings.network(verdict);
            return (
              <div key={index}>
                <Findings verdict={verdict} />
                {drawing && 'svg' in drawing && <Drawing of={drawing} />}
                {drawing && 'why' in drawing && <p class="soft">Its network could not be drawn: {drawing.why}</p>}
                {drawing === undefined && verdict.network && <p class="soft">Its network is as drawn above.</p>}
              </div>
            );
          })}
        </div>
      )}
      <CallList seen={seen} />
      {egress.length > 0 && (
        <>
          <h3>Other hosts</h3>
          <ul>
            {egress.map(({ host, what }, index) => (
              <li key={index}>
                <Outside text={host} />: {what}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const WORDS = { broken: '✗', 'not shown': '?', advice: 'i' } as const;

/** What is wrong and how to fix it; advice last. */
const Found = ({
  findings,
  at,
}: {
  readonly findings: WrapperVerdict['findings'];
  readonly at: string;
}): VNode | null =>
  findings.length === 0 ? null : (
    <ul class="findings">
      {findings.map(({ id, outcome, text, closestMatch, fix, provenance, exception, member }, index) => (
        <li key={index}>
          <Verdict
            of={{
              mark: WORDS[outcome],
              word: outcome,
              tone: outcome === 'broken' ? 'bad' : outcome === 'advice' ? 'neutral' : 'unknown',
            }}
          />{' '}
          <Outside text={text} />{' '}
          <span class="soft">
            <Outside text={[id, ...(member === undefined ? [] : [member])].join(', ')} />, {provenance}:{' '}
            {PROVENANCE_WORDS[provenance]}
          </span>
          {exception && (
            <p class="observed">
              <Outside text={wordsOf(exception, dayOf(new Date(at)))} />
            </p>
          )}
          <Fixes near={closestMatch} fix={fix} />
        </li>
      ))}
    </ul>
  );

const CallList = ({ seen: { calls } }: { readonly seen: SiteAttempt }): VNode => (
  <details class="more">
    <summary>{counted(calls.length, 'call')}, in order</summary>
    <ol class="calls">
      {calls.map(({ service, operation, status, error, faults }, index) => (
        <li key={index}>
          <Outside text={`${service} ${operation}`} />{' '}
          <span class="soft">
            {status === 0 ? 'no answer' : status}
            {error !== undefined && (
              <>
                {' '}
                <Outside text={error} />
              </>
            )}
            {faults !== undefined && (
              <>
                , fault: <Outside text={faults.join('; ')} />
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  </details>
);

const History = ({ cell: { history } }: { readonly cell: SiteWrapperCell }): VNode | null =>
  history.length === 0 ? null : (
    <>
      <h3>History of its answer</h3>
      <ol class="history">
        {history.map((one) => (
          <li key={one.at}>
            <Verdict of={outcomeMark(one.outcome)} /> since <time dateTime={one.at}>{momentWords(one.at)}</time>,
            train-encrypt <Outside text={one.version} />
          </li>
        ))}
      </ol>
    </>
  );
