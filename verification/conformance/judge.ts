import { plural } from '../../support/text/words.ts';
import type { Expected } from './expected.ts';
import type { Answer } from './send.ts';

/** `unknown`: right as far as the service's own is known, which is not wholly. */
export type Mark = 'right' | 'wrong' | 'unknown';

export interface Judgement {
  readonly code: Mark;
  readonly path: Mark;
  readonly text: Mark;
  /** Why a mark is not `right`. */
  readonly reason?: string;
}

const CONSTRAINT = /^\d+ validation errors? detected: /;

/** Whether the request that breaks a constraint was refused as the service does it. */
export function judgeViolating(answer: Answer, expected: Expected | undefined): Judgement {
  if (expected === undefined) return judgeUnknown(answer);
  const code = mark(answer.status === 400 && answer.code === 'ValidationException');
  const paths = pathsIn(answer.message);
  const path = mark(paths.length > 0 && paths.every((one) => one === expected.path));
  const text = judgeText(answer.message, expected);
  if (code === 'wrong') return { code, path, text, reason: `${brief(answer)} instead of 400 ValidationException` };
  if (text === 'right') return { code, path, text };
  const reason = text === 'unknown' ? 'how SageMaker prints a structure is not known' : difference(answer, expected);
  return { code, path, text, reason };
}

/** Of a union neither code nor text is known, but that it is refused. */
function judgeUnknown(answer: Answer): Judgement {
  const refused = answer.status === 400 && isOfShape(answer);
  const reason = refused ? 'how SageMaker refuses a union is not known' : `${brief(answer)} for a union`;
  const rest = refused ? 'unknown' : 'wrong';
  return { code: mark(refused), path: rest, text: rest, reason };
}

/** Why a request at the edge of a constraint counts as refused for its shape; `undefined` when it was accepted. */
export function refusalOfBoundary(answer: Answer): string | undefined {
  const refused = answer.status >= 500 || (answer.status !== 200 && answer.code === undefined) || isOfShape(answer);
  if (!refused) return undefined;
  return answer.code === undefined ? brief(answer) : `${brief(answer)}: ${answer.message.slice(0, 200)}`;
}

/** Whether it speaks of the input's shape; other errors, such as of a name that is taken, come after that was accepted. */
function isOfShape({ code, message }: Answer): boolean {
  if (code === 'ValidationException') return CONSTRAINT.test(message);
  return code === 'SerializationException' || code === 'UnknownOperationException';
}

function judgeText(message: string, { path, value, demands }: Expected): Mark {
  const at = (demand: string) => ` at '${path}' failed to satisfy constraint: ${demand}`;
  const count = `${demands.length} validation ${plural(demands.length, 'error')} detected: `;
  const given = sorted(message);
  if (value === undefined) {
    const ends = given.startsWith(`${count}Value '`) && given.endsWith(sorted(`'${at(demands.join())}`));
    return ends && demands.length === 1 ? 'unknown' : 'wrong';
  }
  const clauses = demands.map((demand) => `Value ${value}${at(demand)}`);
  return mark(orders(clauses).some((order) => sorted(count + order.join('; ')) === given));
}

/** The clauses of one value come in no order that is known. */
function orders(clauses: readonly string[]): readonly (readonly string[])[] {
  if (clauses.length < 2) return [clauses];
  return clauses.flatMap((first, index) => orders(clauses.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** The values of a set come in no fixed order. */
function sorted(message: string): string {
  return message.replace(/(?<=enum value set: \[)[^\]]*/g, (values) => values.split(', ').sort().join(', '));
}

function pathsIn(message: string): readonly string[] {
  return [...message.matchAll(/ at '([^']*)' failed to satisfy constraint: /g)].map(([, path = '']) => path);
}

function difference({ message }: Answer, { value, demands }: Expected): string {
  const [, shown = ''] = /Value '([\s\S]*)…' at '/.exec(message) ?? [];
  if (shown !== '' && value?.startsWith(`'${shown}`)) return `the value is cut off after ${shown.length} characters`;
  return `answered ${JSON.stringify(message.slice(0, 300))} instead of ${JSON.stringify(`${value?.slice(0, 80)}: ${demands.join('; ')}`.slice(0, 300))}`;
}

function brief({ status, code }: Answer): string {
  return `${status}${code === undefined ? '' : ` ${code}`}`;
}

function mark(isRight: boolean): Mark {
  return isRight ? 'right' : 'wrong';
}
