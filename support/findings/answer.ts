import { DECIDING_RULES, type Fact, isSeveral, type JobFacts } from './facts.ts';

/** The answers, worst first. The table of titles, marks and meanings is here and nowhere else. */
export const ANSWERS = {
  unencrypted: {
    title: 'Unencrypted',
    mark: '✗',
    exitCode: 1,
    means: 'Several instances, or a number that the service chooses, exchange traffic without encryption.',
  },
  blocked: {
    title: 'Blocked',
    mark: '✗',
    exitCode: 1,
    means: 'Encryption is requested, but the VPC is missing or a rule that must hold does not.',
  },
  'not shown': {
    title: 'Not shown',
    mark: '?',
    exitCode: 0,
    means: 'A fact that decides is unknown, so nothing is claimed.',
  },
  refused: {
    title: 'Refused',
    mark: '✗',
    exitCode: 1,
    means: 'The service, a policy or the wrapper refused the job, so nothing runs.',
  },
  'single instance': {
    title: 'Single instance',
    mark: '✓',
    exitCode: 0,
    means: 'The job has exactly one instance, so there is no traffic between instances.',
  },
  encrypted: {
    title: 'Encrypted',
    mark: '✓',
    exitCode: 0,
    means: 'The flag is true, and VPC and rules are known and let several instances exchange encrypted traffic.',
  },
} as const;

export type Answer = keyof typeof ANSWERS;
export type Mark = '✓' | '✗' | '?';

/** All answers, worst first. */
export const WORST_FIRST = Object.keys(ANSWERS) as readonly Answer[];

/** The answer for one job. */
export interface Answered {
  readonly answer: Answer;
  /** What decided it: where known facts came from; for `not shown` which facts are unknown, and why. */
  readonly because: readonly string[];
  /** Of a refusal: nothing should have run. */
  readonly expected?: boolean;
}

/** The answer that the facts of a job earn. Pure. More facts never change any answer but `not shown`. */
export function answerOf(facts: JobFacts): Answered {
  const { exercised, refusal, instances, flag, vpc, rules } = facts;
  if (!exercised.known) return { answer: 'not shown', because: [exercised.why] };
  if (!refusal.known) return { answer: 'not shown', because: [`refusal: ${refusal.why}`] };
  if (refusal.value !== 'none')
    return { answer: 'refused', because: [refusal.source], expected: refusal.value.expected };
  if (instances.known && instances.value === 1) return { answer: 'single instance', because: [instances.source] };
  if (isSeveral(instances) && flag.known) {
    if (flag.value !== 'true') return { answer: 'unencrypted', because: [`${flag.source}: ${flag.value}`] };
    const broken = Object.values(rules).flatMap((rule) => (rule.known && !rule.value ? [rule.source] : []));
    if (vpc.known && !vpc.value) return { answer: 'blocked', because: ['no VPC', ...broken] };
    if (broken.length > 0) return { answer: 'blocked', because: broken };
  }
  const open = unknownFacts(facts);
  if (open.length > 0) return { answer: 'not shown', because: open };
  return { answer: 'encrypted', because: [flag, vpc, ...Object.values(rules)].flatMap(sourceOf) };
}

/** The facts that decide and are unknown: `instances: the number is given as text`. */
function unknownFacts({ instances, flag, vpc, rules }: JobFacts): readonly string[] {
  const open = (name: string, fact: Fact<unknown>) => (fact.known ? [] : [`${name}: ${fact.why}`]);
  const count =
    instances.known && !isSeveral(instances)
      ? [`instances: ${instances.value} is no number of instances`]
      : open('instances', instances);
  const named = flag.known && flag.value !== 'true' ? [] : [...open('VPC', vpc), ...openRules(rules)];
  return [...count, ...open('flag', flag), ...named];
}

/** Grouped by reason: one file that is missing leaves many rules open. */
function openRules(rules: JobFacts['rules']): readonly string[] {
  const ids = [...new Set([...DECIDING_RULES, ...Object.keys(rules)])];
  const byWhy = new Map<string, string[]>();
  for (const id of ids) {
    const fact = rules[id];
    if (fact?.known) continue;
    const why = fact?.why ?? 'not looked at';
    byWhy.set(why, [...(byWhy.get(why) ?? []), id]);
  }
  return [...byWhy].map(([why, open]) => `${open.join(', ')}: ${why}`);
}

const sourceOf = (fact: Fact<unknown>): readonly string[] => (fact.known ? [fact.source] : []);

const NOTHING: Answered = { answer: 'not shown', because: ['no job was seen'] };

/** The worst of them, the first of several alike; `not shown` of none. An unexpected refusal is worse than an expected one. */
export function worst(answers: readonly Answered[]): Answered {
  return answers.toSorted((a, b) => rank(a) - rank(b))[0] ?? NOTHING;
}

const rank = ({ answer, expected }: Answered): number => WORST_FIRST.indexOf(answer) + (expected ? 0.5 : 0);

export function markOf({ answer, expected }: Pick<Answered, 'answer' | 'expected'>): Mark {
  return answer === 'refused' && expected ? '✓' : ANSWERS[answer].mark;
}

export interface Demands {
  /** `not shown` fails. */
  readonly requireShown?: boolean | undefined;
}

/** 0 or 1. Of several answers the highest, which need not be that of the worst: an unexpected refusal is a failure. */
export function exitCodeOf(answers: readonly Answered[], { requireShown = false }: Demands = {}): 0 | 1 {
  const all = answers.length > 0 ? answers : [NOTHING];
  const fails = (one: Answered) => (one.answer === 'not shown' ? requireShown : markOf(one) === '✗');
  return all.some(fails) ? 1 : 0;
}

/** Whether all of it is safe: `no` for unencrypted or blocked jobs only, `yes` only where every answer is a tick. */
export function isSafe(answers: readonly Answered[]): 'yes' | 'no' | 'not shown' {
  if (answers.some(({ answer }) => answer === 'unencrypted' || answer === 'blocked')) return 'no';
  return answers.length > 0 && answers.every((one) => markOf(one) === '✓') ? 'yes' : 'not shown';
}

/** `2 unencrypted, 1 not shown, 3 encrypted`, worst first; only those that occur. */
export function countOf(answers: readonly Pick<Answered, 'answer'>[]): string {
  return WORST_FIRST.flatMap((answer) => {
    const count = answers.filter((one) => one.answer === answer).length;
    return count > 0 ? [`${count} ${answer}`] : [];
  }).join(', ');
}
