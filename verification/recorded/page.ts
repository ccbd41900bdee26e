import { EXCEPTIONS } from './exceptions.ts';
import type { Fact, RecordedCall } from './fact.ts';
import { nameOf, type Results } from './results.ts';
import { standings, total } from './standings.ts';

/** An engine's name, and how it answered. */
export type Answered = readonly (readonly [engine: string, results: Results])[];

const cell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\s+/g, ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** How many facts each engine answers as recorded. */
export function summary(answered: Answered): string {
  const counted = answered.map(([engine, results]) => ({ engine, all: standings(results) }));
  const services = [...new Set(counted.flatMap(({ all }) => all.map(({ service }) => service)))];
  const count = (all: ReturnType<typeof standings>, service: string) => {
    const own = all.find((one) => one.service === service);
    return own === undefined ? '–' : `${own.asRecorded} of ${own.of}`;
  };
  return [
    row('As recorded from AWS', ...services, 'all but sagemaker'),
    row('---', ...services.map(() => '--:'), '--:'),
    ...counted.map(({ engine, all }) => {
      const { asRecorded, of } = total(all);
      return row(engine, ...services.map((service) => count(all, service)), `${asRecorded} of ${of}`);
    }),
  ].join('\n');
}

/** All facts with their sources, and what each engine answers otherwise. */
export function page(facts: readonly Fact[], answered: Answered): string {
  return `${[
    '# What AWS was recorded to answer',
    '',
    'Written by `verification/recorded/generate.ts`; the facts are in `verification/recorded/facts`.',
    'A fact is a sequence of calls with the members that AWS was recorded to answer. Recordings outrank documentation, and',
    'documentation outranks emulators. ✓: answered as recorded. ✗: not. –: not asked.',
    '',
    summary(answered),
    '',
    '## Where the embedded engine answers otherwise',
    '',
    ...Object.entries(EXCEPTIONS).map(([name, reason]) => `- ${name}: ${reason}`),
    '',
    '## Facts',
    '',
    row('fact', 'last call', ...answered.map(([engine]) => engine), 'source', 'date'),
    row('---', '---', ...answered.map(() => ':-:'), '---', '---'),
    ...facts.map((fact) =>
      row(
        nameOf(fact),
        code(said(fact.calls.at(-1))),
        ...answered.map(([, results]) => mark(results, fact)),
        fact.source,
        fact.date,
      ),
    ),
    '',
    '## Answered otherwise than recorded',
    ...answered.flatMap(([engine, results]) => differences(engine, results)),
  ].join('\n')}\n`;
}

function mark(results: Results, fact: Fact): string {
  const wrong = results.get(fact);
  if (wrong === undefined) return '–';
  return wrong.length === 0 ? '✓' : '✗';
}

/** What a call was recorded to come to, in short. */
function said(call: RecordedCall | undefined): string {
  if (call === undefined) return '';
  const { error, operation } = call;
  return error === undefined ? operation : `${operation}: ${error.code}`;
}

function differences(engine: string, results: Results): readonly string[] {
  const wrong = [...results].filter(([, lines]) => lines.length > 0);
  if (wrong.length === 0) return ['', `### ${engine}`, '', 'None.'];
  return [
    '',
    `### ${engine}`,
    '',
    ...wrong.map(([fact, [first = '']]) => `- ${cell(nameOf(fact))}: ${code(cell(first))}`),
  ];
}
