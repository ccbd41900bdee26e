import { shapeOf, TABLE } from '../../support/sagemaker/constraints/table.ts';
import type { Site, SiteStep } from './broken-constraints.ts';
import { demandsOf, elementDemandsOf } from './demands.ts';
import { print } from './print.ts';

/** How the service refuses a value, as far as that is known. */
export interface Expected {
  readonly path: string;
  /** As it is printed. `undefined`: it has a structure in it, and how SageMaker prints one is not known. */
  readonly value: string | undefined;
  /** What is demanded of it, a clause each. */
  readonly demands: readonly string[];
}

/**
 * @param input the whole input, valid but for the site
 * @param value the one at the site, which breaks something; `undefined`: it is left out
 * @returns undefined for a union, of which no refusal is known
 */
export function expectedOf(operation: string, site: Site, input: unknown, value: unknown): Expected | undefined {
  const { steps, shape } = site;
  if (value === undefined) return { path: pathOf(steps), value: 'null', demands: ['Member must not be null'] };
  if (shapeOf(TABLE, shape).type === 'structure') return undefined;
  const group = groupOf(site);
  const demands = demandsOf(shape);
  if (group === undefined) {
    const broken = demands.filter(({ isBrokenBy }) => isBrokenBy(value));
    return { path: pathOf(steps), value: quoted(print(shape, value)), demands: broken.map(({ text }) => text) };
  }
  const above = steps.slice(0, -1);
  const whole = above.reduce(into, { shape: TABLE.operations[operation] as string, value: input });
  const demand = `${group} must satisfy constraint: [${elementDemandsOf(shape)
    .map(({ text }) => text)
    .join(', ')}]`;
  return { path: pathOf(above), value: quoted(print(whole.shape, whole.value)), demands: [demand] };
}

/** Scalars of a list, and keys and values of a map, are refused together, at what holds them. */
function groupOf({ steps, shape }: Site): string | undefined {
  const last = steps.at(-1)?.kind;
  if (last === 'key') return 'Map keys';
  if (last === 'value') return 'Map value';
  const { type } = shapeOf(TABLE, shape);
  return last === 'element' && type !== 'list' && type !== 'map' ? 'Member' : undefined;
}

interface Place {
  readonly shape: string;
  readonly value: unknown;
}

function into({ shape, value }: Place, step: SiteStep): Place {
  const is = shapeOf(TABLE, shape);
  const inside = value as Readonly<Record<string, unknown>>;
  if (is.type === 'structure' && step.kind === 'member') {
    return { shape: is.members[step.name] as string, value: inside[step.name] };
  }
  if (is.type === 'list' && step.kind === 'element') return { shape: is.member, value: inside[0] };
  if (is.type === 'map' && step.kind === 'value') return { shape: is.value, value: inside[step.key] };
  throw new Error(`train-encrypt: no step ${step.kind} into ${shape}`);
}

/** Elements are counted from one; inputs break something in the first of them only. */
function pathOf(steps: readonly SiteStep[]): string {
  const parts = steps.map((step) => {
    if (step.kind === 'member') return `${step.name.charAt(0).toLowerCase()}${step.name.slice(1)}`;
    return `${step.kind === 'value' ? step.key : '1'}.member`;
  });
  return parts.join('.');
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `'${text}'`;
}
