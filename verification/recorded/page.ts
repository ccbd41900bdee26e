import { basisOf } from './basis.ts';
import { EXCEPTIONS } from './exceptions.ts';
import type { Fact, RecordedCall } from './fact.ts';
import { nameOf, type Results } from './results.ts';
import { SERVICES, type Standing, standing } from './standings.ts';

/** An engine's name, and how it answered. */
export type Answered = readonly (readonly [engine: string, results: Results])[];

const cell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\s+/g, ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** All but SageMaker, which only the stub answers. */
const SHARED = SERVICES.filter((service) => service !== 'sagemaker');

/** How many recorded facts each engine answers as recorded, and apart from them those that rest on something else. */
export function summary(answered: Answered): string {
  const counts = (one: Standing | undefined) => (one === undefined ? '–' : `${one.asRecorded} of ${one.of}`);
  return [
    row('As recorded from AWS', ...SERVICES, 'recorded, all but sagemaker', 'documented only', 'source not noted'),
    row('---', ...SERVICES.map(() => '--:'), '--:', '--:', '--:'),
    ...answered.map(([engine, results]) =>
      row(
        engine,
        ...SERVICES.map((service) => counts(standing(results, 'recorded', [service]))),
        counts(standing(results, 'recorded', SHARED)),
        counts(standing(results, 'documented')),
        counts(standing(results, 'source not noted')),
      ),
    ),
  ].join('\n');
}

const BASES = { recorded: 'recording', documented: 'documentation', 'source not noted': 'not noted' } as const;

/** All facts with their sources, and what each engine answers otherwise. */
export function page(facts: readonly Fact[], answered: Answered): string {
  return `${[
    '# What AWS was recorded to answer',
    '',
    'Written by `verification/recorded/generate.ts`; the facts are in `verification/recorded/facts`.',
    'A fact is a sequence of calls with the members that AWS was recorded to answer. Recordings outrank documentation, and',
    'documentation outranks emulators. ✓: answered as recorded. ✗: not. –: not asked. Facts that rest on the documentation alone,',
    'and those of which nobody noted the recording, are counted apart. SageMaker is asked of the embedded engine alone.',
    '',
    summary(answered),
    '',
    '## Where the embedded engine answers otherwise',
    '',
    ...Object.entries(EXCEPTIONS).map(([name, reason]) => `- ${name}: ${reason}`),
    '',
    '## Facts',
    '',
    row('fact', 'last call', ...answered.map(([engine]) => engine), 'rests on', 'source', 'date'),
    row('---', '---', ...answered.map(() => ':-:'), '---', '---', '---'),
    ...facts.map((fact) =>
      row(
        nameOf(fact),
        code(said(fact.calls.at(-1))),
        ...answered.map(([, results]) => mark(results, fact)),
        BASES[basisOf(fact)],
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
