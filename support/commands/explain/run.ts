import { allTopics, textOf } from '../../documentation/topics/index.ts';
import { Failure } from '../../failure.ts';
import { noSuch } from '../../text/nearest.ts';
import type { ExplainOptions } from './options.ts';

/**
 * What there is to say about an id, or a line for each id. An answer goes by its words too.
 * Throws a `Failure` (exit code 2) for an id that nothing has.
 */
export function explain(id: string | undefined, { json = false }: ExplainOptions = {}): string {
  if (id === undefined) return json ? `${JSON.stringify(allTopics, null, 2)}\n` : list();
  const word = id.trim().toLowerCase();
  // `not shown` is the answer, and `not-shown` a finding.
  const ids = word.includes(' ') ? [`answer-${word.replaceAll(' ', '-')}`] : [word, `answer-${word}`];
  const topic = ids.map((one) => allTopics.find((there) => there.id === one)).find((one) => one !== undefined);
  if (topic === undefined) {
    const known = allTopics.map((one) => one.id);
    throw new Failure(`${noSuch('id', id, known)}.`, { exitCode: 2 });
  }
  if (json) return `${JSON.stringify(topic, null, 2)}\n`;
  return `${topic.id} (${topic.kind}): ${topic.title}\n\n${textOf(topic)}\n`;
}

function list(): string {
  const width = Math.max(...allTopics.map(({ id }) => id.length));
  const kinds = ['answer', 'finding', 'rule', 'situation'] as const;
  const parts = kinds.map((kind) => {
    const lines = allTopics
      .filter((topic) => topic.kind === kind)
      .map(({ id, kind: of, title, means }) => `  ${id.padEnd(width)}  ${of === 'finding' ? means : title}`);
    return [`${kind}s`, ...lines].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}
