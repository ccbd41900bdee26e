/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { STYLE, sharedAssets } from '../../documentation/site/pages/assets.ts';
import { Drawing } from '../../documentation/site/pages/parts/picture.tsx';
import { Scroll } from '../../documentation/site/pages/parts/scroll.tsx';
import { Block, Outside, visible } from '../../documentation/site/pages/parts/text.tsx';
import type { Picture } from '../../documentation/site/pictures/types.ts';
import { ANSWERS, type Answer, isSafe, markOf, WORST_FIRST } from '../../findings/answer.ts';
import { withoutSecrets } from '../../text/callers-secrets.ts';
import { jsonText } from '../../text/shown.ts';
import { counted, plural } from '../../text/words.ts';
import type { NewSince } from '../new-since.ts';
import { type AuditResult, answersIn, type Group, type Line, nameOf, type SenderGroup } from '../result.ts';
import { bars } from './charts.tsx';
import { fixOf } from './fix.ts';

/** Nothing comes from elsewhere, and nothing runs: the style stands in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** Beside the style of the documentation: an answer is one word, and numbers stand below each other. */
const OWN_STYLE = 'th .verdict { white-space: nowrap; } td { font-variant-numeric: tabular-nums; }';

const MOST_BARS = 12;
const MOST_ROWS = 100;

/** The whole audit as one HTML file that needs nothing beside it. */
export async function pageOf(found: AuditResult, since?: NewSince): Promise<string> {
  const result = withoutSecrets(found);
  const style = (await sharedAssets()).find(([name]) => name === STYLE)?.[1] ?? '';
  const { by } = result;
  const charts =
    result.jobs === 0
      ? []
      : await Promise.all([
          bars({ title: 'Jobs by sender, worst first', lies: true, groups: by.sender.slice(0, MOST_BARS) }),
          bars({ title: 'Jobs by month', lies: false, groups: by.month.slice(-24) }),
          bars({ title: 'Jobs by account, worst first', lies: true, groups: by.account.slice(0, MOST_BARS) }),
        ]);
  return `<!doctype html>\n${renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`Audit of ${visible(result.subject)} · train-encrypt`}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: `${style}${OWN_STYLE}`.replaceAll('</', '<\\/') }} />
      </head>
      <body>
        <header class="top">
          <p class="brand">train-encrypt</p>
        </header>
        <main id="main">
          <Whole result={result} charts={charts} since={since && withoutSecrets(since)} />
        </main>
      </body>
    </html>,
  )}\n`;
}

const number = (count = 0): string => count.toLocaleString('en-US');

interface WholeParts {
  readonly result: AuditResult;
  readonly charts: readonly Picture[];
  readonly since: NewSince | undefined;
}

function Whole({ result, charts, since }: WholeParts): VNode {
  const { by, jobs } = result;
  return (
    <>
      <h1>What was launched, by CloudTrail</h1>
      <Headline result={result} />
      <Sum result={result} />
      {since && <Since {...since} />}
      {jobs > 0 && (
        <>
          <h2>Plots</h2>
          {charts.map((chart, index) => (
            <Drawing key={index} of={chart} />
          ))}
          <h2>By sender, worst first</h2>
          <p>The user agent of a call names the SDK, CLI or wrapper that sent it.</p>
          <Senders groups={by.sender} />
          <Table title="By account, worst first" head="Account" groups={by.account} />
          <Table title="By role, worst first" head="Role" groups={by.role} />
          <Table title="By region, worst first" head="Region" groups={by.region} />
          <Table title="By operation, worst first" head="Operation" groups={by.operation} />
          <Table title="By month" head="Month" groups={by.month} />
        </>
      )}
      <Errors errors={result.errors} />
      <Skipped result={result} />
    </>
  );
}

const SENTENCES = {
  yes: ['yes', '✓', 'Yes: every job that was launched is encrypted or has one instance.'],
  no: ['no', '✗', 'No: jobs were launched whose traffic is unencrypted, or that cannot encrypt it.'],
  'not shown': ['unknown', '?', 'Not shown: the history does not say of every job whether its traffic is encrypted.'],
} as const;

function Headline({ result }: { readonly result: AuditResult }): VNode {
  const answers = answersIn(result);
  if (answers.length === 0) return <p class="answer">No call that creates jobs was found.</p>;
  const [tone, sign, text] = SENTENCES[isSafe(answers)];
  return (
    <p class={`answer ${tone}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      <span>{text}</span>
    </p>
  );
}

function Sum({
  result: { subject, calls, jobs, answers, months, read, network, engine },
}: {
  readonly result: AuditResult;
}): VNode {
  return (
    <>
      <p>
        <Outside text={subject} />: {number(jobs)} {plural(jobs, 'job')} of {number(calls)} {plural(calls, 'call')}
        {months && `, ${months[0]} to ${months[1]}`}.{' '}
        {read &&
          `${number(read.files)} ${plural(read.files, 'file')} with ${number(read.records)} ${plural(read.records, 'record')}; ${number(read.duplicates)} ${plural(read.duplicates, 'call was', 'calls were')} delivered again and counted once. `}
        Engine: {engine === 'duckdb' ? 'DuckDB' : 'Athena'}.
      </p>
      <Scroll label="Jobs by answer">
        <table>
          <thead>
            <tr>
              <th scope="col">Answer</th>
              <th scope="col">Jobs</th>
              <th scope="col">What it means</th>
            </tr>
          </thead>
          <tbody>
            {WORST_FIRST.filter((answer) => answers[answer]).map((answer) => (
              <tr key={answer}>
                <th scope="row">
                  <Mark answer={answer} />
                </th>
                <td>{number(answers[answer])}</td>
                <td>{ANSWERS[answer].means}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="reason">
        {network === undefined
          ? 'CloudTrail has no networks of the past, so what security groups let through is not shown. With --network, today’s network is judged.'
          : 'Security groups were judged by '}
        {network !== undefined && <Outside text={network} />}
        {network !== undefined && ', which is the network of today: CloudTrail has none of the past.'}
      </p>
    </>
  );
}

const TONE = { '✓': 'good', '✗': 'bad', '?': 'unknown' } as const;

function Mark({ answer }: { readonly answer: Answer }): VNode {
  const mark = markOf({ answer, ...(answer === 'refused' && { expected: true }) });
  return (
    <span class={`verdict ${TONE[mark]}`}>
      <span aria-hidden="true">{mark}</span>
      {`\u00A0${ANSWERS[answer].title}`}
    </span>
  );
}

const columnsOf = (groups: readonly Group[]): readonly Answer[] =>
  WORST_FIRST.filter((answer) => groups.some(({ answers }) => answers[answer]));

function Head({ head, answers }: { readonly head: string; readonly answers: readonly Answer[] }): VNode {
  return (
    <thead>
      <tr>
        <th scope="col">{head}</th>
        <th scope="col">Jobs</th>
        {answers.map((answer) => (
          <th scope="col" key={answer}>
            {ANSWERS[answer].title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Counts({
  of: { jobs, answers },
  columns,
}: {
  readonly of: Group;
  readonly columns: readonly Answer[];
}): VNode {
  return (
    <>
      <td>{number(jobs)}</td>
      {columns.map((answer) => (
        <td key={answer}>{number(answers[answer])}</td>
      ))}
    </>
  );
}

function Senders({ groups }: { readonly groups: readonly SenderGroup[] }): VNode {
  const columns = columnsOf(groups);
  const rows = groups.slice(0, MOST_ROWS);
  return (
    <>
      <Scroll label="Jobs by sender">
        <table>
          <Head head="Sender" answers={columns} />
          <tbody>
            {rows.map((group) => (
              <tr key={group.name}>
                <th scope="row">
                  <Outside text={group.name} />
                  {group.sender.via !== '' && (
                    <span class="soft">
                      {' on '}
                      <Outside text={group.sender.via} />
                    </span>
                  )}
                </th>
                <Counts of={group} columns={columns} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <More of={groups} />
      {rows.map((group) => (
        <details key={group.name}>
          <summary>
            <Mark answer={group.example.answer} /> <Outside text={group.name} />: an example
          </summary>
          <Example of={group} />
        </details>
      ))}
    </>
  );
}

function Example({ of: { example } }: { readonly of: Group }): VNode {
  const { operation, job, time, eventId, because, request } = example;
  return (
    <>
      <p>
        {operation} <Outside text={job} />, {time}, event <Outside text={eventId} />: <Outside text={because} />.
      </p>
      {fixOf(example).map((fix) => (
        <p key={fix}>
          <span class="label">Fix</span> <Outside text={fix} />
        </p>
      ))}
      <p class="soft">What decides of its request:</p>
      <Block text={jsonText(request)} />
    </>
  );
}

function Table({
  title,
  head,
  groups,
}: {
  readonly title: string;
  readonly head: string;
  readonly groups: readonly Group[];
}): VNode {
  const columns = columnsOf(groups);
  return (
    <>
      <h2>{title}</h2>
      <Scroll label={title}>
        <table>
          <Head head={head} answers={columns} />
          <tbody>
            {groups.slice(0, MOST_ROWS).map((group) => (
              <tr key={group.name}>
                <th scope="row">
                  <Outside text={group.name} />
                </th>
                <Counts of={group} columns={columns} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <More of={groups} />
    </>
  );
}

const More = ({ of }: { readonly of: readonly Group[] }): VNode | null =>
  of.length > MOST_ROWS ? <p class="soft">{of.length - MOST_ROWS} more: see the JSON or CSV report.</p> : null;

function Since({ baseline, lines }: NewSince): VNode {
  return (
    <>
      <h2>New since the baseline</h2>
      {lines.length === 0 ? (
        <p>
          Nothing that <Outside text={baseline} /> does not know.
        </p>
      ) : (
        <Scroll label="New since the baseline">
          <table>
            <thead>
              <tr>
                {['Answer', 'Jobs', 'Sender', 'Operation', 'Role', 'Account', 'Month'].map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, MOST_ROWS).map((line, index) => (
                <SinceRow key={index} line={line} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
}

const SinceRow = ({ line }: { readonly line: Line }): VNode => (
  <tr>
    <td>
      <Mark answer={line.answer} />
    </td>
    <td>{number(line.jobs)}</td>
    {[nameOf(line.sender), line.operation, line.role, line.account, line.month].map((text, index) => (
      <td key={index}>
        <Outside text={text} />
      </td>
    ))}
  </tr>
);

function Errors({ errors }: Pick<AuditResult, 'errors'>): VNode | null {
  const all = Object.entries(errors);
  if (all.length === 0) return null;
  return (
    <>
      <h2>Calls that failed</h2>
      <ul>
        {all.map(([code, count]) => (
          <li key={code}>
            <Outside text={code} />: {counted(count, 'call')}
          </li>
        ))}
      </ul>
    </>
  );
}

function Skipped({ result: { read } }: { readonly result: AuditResult }): VNode | null {
  if (!read || read.skipped.length === 0) return null;
  return (
    <>
      <h2>Files that were skipped</h2>
      <ul>
        {read.skipped.slice(0, MOST_ROWS).map(({ file, why, kind }) => (
          <li key={file}>
            {kind === 'damaged' && <Mark answer="not shown" />} <Outside text={`${file} ${why}`} />
          </li>
        ))}
      </ul>
      {read.skipped.length > MOST_ROWS && (
        <p class="soft">{read.skipped.length - MOST_ROWS} more: see the JSON report.</p>
      )}
    </>
  );
}
