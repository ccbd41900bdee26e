import { docsUrl } from '../package.ts';
import { rules } from '../rules/index.ts';
import { ANSWERS, type Answer, WORST_FIRST } from './answer.ts';
import { ANSWERED, EXPLAINED } from './fixes.ts';
import { FINDINGS, type FindingId } from './names.ts';

export type TopicKind = 'finding' | 'rule' | 'answer' | 'situation';

/** What a finding, a rule, an answer or a situation means, for a person who met its id. */
export interface Topic {
  readonly id: string;
  readonly kind: TopicKind;
  readonly title: string;
  readonly means: string;
  readonly example: string;
  readonly fix: string;
  /** A page of AWS, or whose words it is. */
  readonly source: string;
}

const OURS = 'our own reading; no page of AWS';

/** Every finding, rule and answer; answers last, in order of how bad they are. */
export const topics: readonly Topic[] = [
  ...(Object.keys(FINDINGS) as FindingId[]).map(
    (id): Topic => ({
      id,
      kind: 'finding',
      title: words(id),
      means: FINDINGS[id],
      ...EXPLAINED[id],
      source: OURS,
    }),
  ),
  ...rules.map(
    ({ id, title, source, provenance, enforcement }): Topic => ({
      id,
      kind: 'rule',
      title,
      means: `${title} (${provenance}). When the job is created: ${enforcement}.`,
      example: `Broken, it refuses the job or blocks its traffic; lint, check and serve name it ${id}.`,
      fix: 'Run the commands that the finding prints: they name the groups, subnets or members at fault.',
      source,
    }),
  ),
  ...WORST_FIRST.map(
    (answer): Topic => ({
      id: idOf(answer),
      kind: 'answer',
      title: ANSWERS[answer].title,
      means: ANSWERS[answer].means,
      ...ANSWERED[answer],
      source: OURS,
    }),
  ),
];

/** `not shown` is a word for people, and `answer-not-shown` an id for a command line. */
function idOf(answer: Answer): string {
  return `answer-${answer.replaceAll(' ', '-')}`;
}

/** What a kind of finding is about, for reports that list kinds. */
export interface AboutFinding {
  readonly title: string;
  readonly help: string;
  readonly uri?: string;
}

/** By its id: of one of the rules, or of what is judged about wrappers alone. */
export function aboutFinding(id: string): AboutFinding {
  const topic = topics.find((one) => one.id === id);
  if (topic === undefined)
    return { title: words(id), help: `${words(id)}. Each result says what happened, and what fixes it.` };
  const { title, source } = topic;
  const uri = source.startsWith('https://') ? source : docsUrl(`findings.md#${id}`);
  return { title, help: textOf(topic), uri };
}

/** Means, example, fix and source, a line each. */
export const textOf = ({ means, example, fix, source }: Topic): string =>
  [means, `Example: ${example}`, `Fix: ${fix}`, `Source: ${source}`].join('\n');

function words(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
}
