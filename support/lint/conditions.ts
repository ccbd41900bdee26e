import type { LintedRequest } from './report/result.ts';

/**
 * One request of a template, read under each outcome of its conditions: those that come to the same are one again, and
 * the others say under which conditions.
 */
export function collapsed(all: readonly LintedRequest[]): readonly LintedRequest[] {
  const groups = Map.groupBy(all, ({ request }) =>
    request.when ? JSON.stringify([request.place, request.operation, request.by]) : request,
  );
  return [...groups.values()].flatMap((group) => {
    const alike = [...Map.groupBy(group, signatureOf).values()];
    return alike.flatMap(([first, ...more]): readonly LintedRequest[] => {
      if (!first?.request.when) return first ? [first] : [];
      if (alike.length === 1) return [first];
      return [{ ...first, under: wordsOf([first, ...more], group) }];
    });
  });
}

/** What numbers stand in the texts is no matter: the answer and the findings are. */
const signatureOf = ({ jobs, elsewhere }: LintedRequest): string =>
  JSON.stringify([
    jobs.map(({ job, answered, findings }) => [job.name, job.path, answered.answer, findings.map(({ id }) => id)]),
    elsewhere?.answer,
  ]);

/** `if IsProd`, `if not IsProd and HasNat`; the outcomes one by one where no condition tells them apart. */
function wordsOf(same: readonly LintedRequest[], group: readonly LintedRequest[]): string {
  const names = Object.keys(group[0]?.request.when ?? {});
  const values = (of: readonly LintedRequest[], name: string) => new Set(of.map(({ request }) => request.when?.[name]));
  const telling = names.filter((name) => values(same, name).size === 1 && values(group, name).size > 1);
  const said = (when: Readonly<Record<string, boolean>> | undefined, chosen: readonly string[]) =>
    chosen.map((name) => (when?.[name] ? name : `not ${name}`)).join(' and ');
  if (telling.length > 0 && distinguishes(same, group, telling)) return `if ${said(same[0]?.request.when, telling)}`;
  return `if ${same.map(({ request }) => said(request.when, names)).join(' or ')}`;
}

const distinguishes = (
  same: readonly LintedRequest[],
  group: readonly LintedRequest[],
  names: readonly string[],
): boolean =>
  group.filter(({ request }) => names.every((name) => request.when?.[name] === same[0]?.request.when?.[name]))
    .length === same.length;
