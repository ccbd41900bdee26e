import { type Answer, type Answered, exitCodeOf, WORST_FIRST } from '../findings/answer.ts';
import { type Sender, senderOf } from './agents/sender.ts';
import { type Example, exampleOf } from './example.ts';
import { PART } from './sql/judge.ts';
import type { TallyRow } from './sql/tally.ts';
import type { ReadHistory } from './types.ts';
import { whyText } from './why.ts';

export type Counts = Readonly<Partial<Record<Answer, number>>>;

/** Jobs that have something in common. */
export interface Group {
  /** What they have in common: an account, a month, the sender with its version. */
  readonly name: string;
  readonly jobs: number;
  readonly answers: Counts;
  /** A job with the worst of the answers, the earliest. */
  readonly example: { readonly answer: Answer; readonly because: string } & Example;
}

/** Jobs of one sender. */
export interface SenderGroup extends Group {
  readonly sender: Sender;
}

/** Jobs that are alike in everything that the reports name. */
export interface Line {
  readonly sender: Sender;
  readonly account: string;
  readonly role: string;
  readonly region: string;
  readonly month: string;
  readonly operation: string;
  readonly answer: Answer;
  readonly because: string;
  readonly jobs: number;
  readonly example: Example;
}

/** What an audit found. Lists are worst first. */
export interface AuditResult {
  /** For example `cloudtrail/`, or a table. */
  readonly subject: string;
  readonly engine: 'duckdb' | 'athena';
  /** What the network was read from; absent when there was none. */
  readonly network?: string | undefined;
  readonly requireShown: boolean;
  readonly calls: number;
  readonly jobs: number;
  readonly answers: Counts;
  /** Calls that failed, by error code; their jobs are `refused`. */
  readonly errors: Readonly<Record<string, number>>;
  /** The first and the last month with such a call. */
  readonly months: readonly [first: string, last: string] | undefined;
  readonly by: {
    readonly sender: readonly SenderGroup[];
    readonly account: readonly Group[];
    readonly role: readonly Group[];
    readonly region: readonly Group[];
    readonly operation: readonly Group[];
    /** In order of time. */
    readonly month: readonly Group[];
  };
  readonly lines: readonly Line[];
  /** Absent where an engine elsewhere read them. */
  readonly read?: ReadHistory;
}

interface Growing {
  jobs: number;
  readonly answers: Partial<Record<Answer, number>>;
  worst: { readonly answer: Answer; readonly because: string; readonly operation: string; readonly text: string };
}

type Dimension = keyof AuditResult['by'];
const DIMENSIONS: readonly Dimension[] = ['sender', 'account', 'role', 'region', 'operation', 'month'];

/** A line whose example is still text. */
interface OpenLine extends Omit<Line, 'example' | 'jobs'> {
  jobs: number;
  text: string;
}

/** Adds tallies up, one by one and in any order: the result is the same. */
export class Totals {
  readonly #groups = new Map<Dimension, Map<string, Growing>>(DIMENSIONS.map((one) => [one, new Map()]));
  readonly #senders = new Map<string, Sender>();
  readonly #agents = new Map<string, Sender>();
  readonly #lines = new Map<string, OpenLine>();
  readonly #answers: Partial<Record<Answer, number>> = {};
  readonly #errors: Record<string, number> = {};
  #calls = 0;
  #jobs = 0;

  /** @param decided the answer that a network gave, where the row left it open */
  add(row: TallyRow, decided?: { readonly answer: Answer; readonly because: readonly string[] }): void {
    const answer = decided?.answer ?? row.answer;
    const because = decided?.because.join('; ') ?? whyText(row.why, answer);
    const sender = this.#senderOf(row.agent);
    const senderName = nameOf(sender);
    this.#senders.set(senderName, sender);
    this.#calls += row.calls;
    this.#jobs += row.jobs;
    this.#answers[answer] = (this.#answers[answer] ?? 0) + row.jobs;
    if (answer === 'refused') this.#errors[row.why] = (this.#errors[row.why] ?? 0) + row.calls;
    const one = { answer, because, operation: row.operation, text: row.example };
    for (const dimension of DIMENSIONS)
      this.#grow(dimension, dimension === 'sender' ? senderName : row[dimension], one, row.jobs);
    this.#addLine({ sender, senderName, ...one }, row);
  }

  #senderOf(agent: string): Sender {
    const known = this.#agents.get(agent) ?? senderOf(agent);
    if (this.#agents.size < 10_000) this.#agents.set(agent, known);
    return known;
  }

  #grow(dimension: Dimension, name: string, one: Growing['worst'], jobs: number): void {
    const groups = this.#groups.get(dimension);
    const group = groups?.get(name);
    if (group === undefined) {
      groups?.set(name, { jobs, answers: { [one.answer]: jobs }, worst: one });
      return;
    }
    group.jobs += jobs;
    group.answers[one.answer] = (group.answers[one.answer] ?? 0) + jobs;
    if (compareExamples(one, group.worst) < 0) group.worst = one;
  }

  #addLine(one: Growing['worst'] & { readonly sender: Sender; readonly senderName: string }, row: TallyRow): void {
    const { sender, senderName, answer, because, operation, text } = one;
    const { account, role, region, month, jobs } = row;
    const key = JSON.stringify([senderName, account, role, region, month, operation, answer, because]);
    const line = this.#lines.get(key);
    if (line === undefined) {
      this.#lines.set(key, { sender, account, role, region, month, operation, answer, because, jobs, text });
      return;
    }
    line.jobs += jobs;
    if (compareTimes(text, line.text) < 0) line.text = text;
  }

  result(about: Pick<AuditResult, 'subject' | 'engine' | 'network' | 'requireShown' | 'read'>): AuditResult {
    const list = (dimension: Dimension): readonly Group[] =>
      [...(this.#groups.get(dimension) ?? [])]
        .map(([name, { jobs, answers, worst }]) => ({
          name,
          jobs,
          answers: ordered(answers),
          example: { answer: worst.answer, because: worst.because, ...exampleOf(worst.operation, worst.text) },
        }))
        .sort(compareGroups);
    const month = list('month').toSorted((a, b) => compareTexts(a.name, b.name));
    const known = month.map(({ name }) => name).filter((name) => name !== 'unknown');
    const [first, last] = [known[0], known.at(-1)];
    return {
      ...about,
      calls: this.#calls,
      jobs: this.#jobs,
      answers: ordered(this.#answers),
      errors: Object.fromEntries(
        Object.entries(this.#errors).sort(([a, one], [b, two]) => two - one || compareTexts(a, b)),
      ),
      months: first !== undefined && last !== undefined ? [first, last] : undefined,
      by: {
        sender: list('sender').map((group) => ({ ...group, sender: this.#senders.get(group.name) as Sender })),
        account: list('account'),
        role: list('role'),
        region: list('region'),
        operation: list('operation'),
        month,
      },
      lines: [...this.#lines.entries()]
        .sort(([a, one], [b, two]) => rank(one.answer) - rank(two.answer) || two.jobs - one.jobs || compareTexts(a, b))
        .map(([, { text, ...line }]) => ({ ...line, example: exampleOf(line.operation, text) })),
    };
  }
}

export const nameOf = ({ name, version }: Sender): string => `${name} ${version}`.trim();

const rank = (answer: Answer): number => WORST_FIRST.indexOf(answer);

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By time, event and place in it. */
function compareTimes(a: string, b: string): number {
  const [idA = '', timeA = '', nthA = ''] = a.split(PART);
  const [idB = '', timeB = '', nthB = ''] = b.split(PART);
  return compareTexts(timeA, timeB) || compareTexts(idA, idB) || Number(nthA) - Number(nthB);
}

const compareExamples = (a: Growing['worst'], b: Growing['worst']): number =>
  rank(a.answer) - rank(b.answer) || compareTimes(a.text, b.text);

/** Jobs that ran without encryption, or could not run with it. */
export const badJobs = ({ answers }: Pick<Group, 'answers'>): number =>
  (answers.unencrypted ?? 0) + (answers.blocked ?? 0);

/** Worst first: by jobs that are unencrypted or blocked, then by those of which nothing is shown. */
const compareGroups = (a: Group, b: Group): number =>
  badJobs(b) - badJobs(a) ||
  (b.answers['not shown'] ?? 0) - (a.answers['not shown'] ?? 0) ||
  b.jobs - a.jobs ||
  compareTexts(a.name, b.name);

const ordered = (answers: Counts): Counts =>
  Object.fromEntries(WORST_FIRST.flatMap((answer) => (answers[answer] ? [[answer, answers[answer]]] : [])));

/** One for each answer that occurs, and one for files that nobody could read. A call that failed created nothing. */
export function answersIn({ answers, read }: Pick<AuditResult, 'answers' | 'read'>): readonly Answered[] {
  const found = WORST_FIRST.filter((answer) => answers[answer]).map(
    (answer): Answered => ({ answer, because: [], ...(answer === 'refused' && { expected: true }) }),
  );
  const damaged = (read?.skipped ?? []).filter(({ kind }) => kind === 'damaged');
  return [
    ...found,
    ...damaged.map(({ file, why }): Answered => ({ answer: 'not shown', because: [`${file} ${why}`] })),
  ];
}

/** 0 or 1. A history without such calls is 0. */
export function exitOf(result: AuditResult): 0 | 1 {
  const answers = answersIn(result);
  return answers.length === 0 ? 0 : exitCodeOf(answers, result);
}
