import { allTopics, type Topic } from './index.ts';

const KINDS: readonly (readonly [kind: Topic['kind'], title: string])[] = [
  ['answer', 'Answers'],
  ['finding', 'Findings'],
  ['rule', 'Rules'],
  ['situation', 'Situations'],
];

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

/** `docs/findings.md`: a table for each kind, its rows as `train-encrypt explain <id>` prints them. */
export function topicsDocument(): string {
  const tables = KINDS.map(([kind, title]) => {
    const rows = allTopics
      .filter((topic) => topic.kind === kind)
      .map(({ id, means, example, fix, source }) =>
        [`<a id="${id}"></a>\`${id}\``, means, example, fix, source].map(cell),
      );
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    return [
      `## ${title}`,
      '',
      line(['id', 'means', 'example', 'fix', 'source']),
      '|---|---|---|---|---|',
      ...rows.map(line),
    ].join('\n');
  });
  const head =
    '# Answers, findings, rules and situations\n\n' +
    '`train-encrypt explain <id>` prints the same. Written by support/documentation/topics/generate.ts, and held to the code by a test.';
  return `${[head, ...tables].join('\n\n')}\n`;
}
