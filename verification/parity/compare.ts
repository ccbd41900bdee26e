import { canonical } from './canonical.ts';
import type { Outcome, Plain } from './outcome.ts';

/** One field in which two answers are not the same. `absent` stands for what one of them does not have. */
export interface Difference {
  /** `answer` (done, or which error), `status`, `message`, or a path such as `Vpcs[].State`. */
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
}

/** The fields in which answers differ. The order of lists is none: EC2 promises none. */
export function compare(ours: Outcome, theirs: Outcome): Difference[] {
  const [our, their] = [answerOf(ours), answerOf(theirs)];
  if (our !== their) return [{ field: 'answer', ours: our, theirs: their }];
  if (ours.kind === 'error' && theirs.kind === 'error') {
    return [
      ...difference('status', ours.status, theirs.status),
      ...difference('message', ours.message, theirs.message),
    ];
  }
  return ours.kind === 'ok' && theirs.kind === 'ok' ? distinct(compareFields('', ours.output, theirs.output)) : [];
}

function answerOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'ok':
      return 'done';
    case 'impossible':
      return `impossible without <${outcome.missing}>`;
    case 'error':
      return outcome.code === 'none' ? `status ${outcome.status}, no EC2 error` : outcome.code;
  }
}

type Value = Plain | undefined;

function compareFields(path: string, ours: Value, theirs: Value): Difference[] {
  if (isList(ours) && isList(theirs)) {
    return paired(ours, theirs).flatMap(([our, their]) => compareFields(`${path}[]`, our, their));
  }
  if (isStructure(ours) && isStructure(theirs)) {
    const members = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...members].flatMap((member) =>
      compareFields(path === '' ? member : `${path}.${member}`, ours[member], theirs[member]),
    );
  }
  return difference(path, ours, theirs);
}

function difference(field: string, ours: Value, theirs: Value): Difference[] {
  return canonical(ours) === canonical(theirs) ? [] : [{ field, ours: shown(ours), theirs: shown(theirs) }];
}

const shown = (value: Value) => (value === undefined ? 'absent' : typeof value === 'string' ? value : canonical(value));

const isList = (value: Value): value is readonly Plain[] => Array.isArray(value);
const isStructure = (value: Value): value is { readonly [member: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Items of two lists, those that are most alike together; what is left over has no partner. */
function paired(ours: readonly Plain[], theirs: readonly Plain[]): [Value, Value][] {
  const alike = ours
    .flatMap((our, i) => theirs.map((their, j) => ({ i, j, likeness: likeness(our, their) })))
    .sort((a, b) => b.likeness - a.likeness || a.i - b.i || a.j - b.j);
  const [left, right] = [new Set(ours.keys()), new Set(theirs.keys())];
  const pairs: [Value, Value][] = [];
  for (const { i, j } of alike) {
    if (!left.has(i) || !right.has(j)) continue;
    left.delete(i);
    right.delete(j);
    pairs.push([ours[i], theirs[j]]);
  }
  return [...pairs, ...[...left].map((i): [Value, Value] => [ours[i], undefined]), ...rest(right, theirs)];
}

const rest = (indexes: Iterable<number>, items: readonly Plain[]) =>
  [...indexes].map((index): [Value, Value] => [undefined, items[index]]);

/** How much two values have in common: fields that are the same, less those that are not. */
function likeness(ours: Value, theirs: Value): number {
  if (isList(ours) && isList(theirs)) {
    return paired(ours, theirs).reduce((sum, [our, their]) => sum + likeness(our, their), 0);
  }
  if (isStructure(ours) && isStructure(theirs)) {
    return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].reduce(
      (sum, member) => sum + likeness(ours[member], theirs[member]),
      0,
    );
  }
  if (ours === undefined || theirs === undefined) return -0.5;
  return canonical(ours) === canonical(theirs) ? 1 : -1;
}

function distinct(differences: readonly Difference[]): Difference[] {
  return [...new Map(differences.map((one) => [JSON.stringify(one), one])).values()];
}
