import { markdownTable } from '../../text/markdown.ts';
import type { Vocabulary, VocabularyParameter, VocabularyStep } from './read.ts';

/** The files of the vocabulary in the order of the document, and what each is about. */
const TOPICS: readonly (readonly [file: string, title: string])[] = [
  ['network.steps.ts', 'Networks'],
  ['wrappers.steps.ts', 'Wrappers'],
  ['jobs.steps.ts', 'Jobs asked for with the AWS SDK'],
  ['tuning.steps.ts', 'Tuning jobs asked for with the AWS SDK'],
  ['verdicts.steps.ts', 'Verdicts on those jobs'],
  ['policy.steps.ts', 'IAM policies'],
  ['faults.steps.ts', 'Faults'],
];

const BEGIN = '<!-- vocabulary: kept in step with the code by support/documentation/vocabulary/vocabulary.test.ts -->';
const END = '<!-- /vocabulary -->';

/** The document with the vocabulary in its place. Throws an Error when it has no such place. */
export function withVocabulary(document: string, vocabulary: Vocabulary): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the document has no place for the vocabulary: ${BEGIN} … ${END}`);
  return `${document.slice(0, begin)}${BEGIN}\n\n${describeVocabulary(vocabulary)}\n\n${document.slice(end)}`;
}

/** As Markdown. Throws an Error for steps of a file that belongs to no topic. */
export function describeVocabulary({ steps, parameters }: Vocabulary): string {
  const stray = steps.find(({ file }) => !TOPICS.some(([known]) => known === file));
  if (stray) throw new Error(`${stray.file} belongs to no topic of the vocabulary`);
  const topics = TOPICS.flatMap(([file, title]) => {
    const own = steps.filter((step) => step.file === file);
    return own.length > 0 ? [table(`### ${title}`, ['Step', 'What it does'], own.map(stepRow))] : [];
  });
  return [...topics, table('### Parameter types', ['Type', 'What may stand there'], parameters.map(parameterRow))].join(
    '\n\n',
  );
}

const stepRow = ({ keyword, expression, text }: VocabularyStep): string[] => [
  `**${keyword}** ${code(expression)}`,
  text,
];

const parameterRow = ({ name, text, words }: VocabularyParameter): string[] => [
  code(`{${name}}`),
  [...(text ? [text] : []), ...(words.length > 0 ? [words.map(code).join(', ')] : [])].join(' '),
];

const code = (text: string): string => `\`${text}\``;

const table = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `${title}\n\n${markdownTable(head, rows)}`;
