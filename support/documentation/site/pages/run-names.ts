import type { SiteRun } from '../types.ts';

/** What people call each run, by its id: `embedded EC2, documented rules`; with Node's version where that tells them apart. */
export function runNamesOf(runs: readonly SiteRun[]): ReadonlyMap<string, string> {
  const short = ({ conditions: { engineDescription, rules, strict } }: SiteRun): string =>
    `${engineDescription}, ${rules} rules${strict ? ', strict' : ''}`;
  const counts = Map.groupBy(runs, short);
  return new Map(
    runs.map((run) => {
      const name = short(run);
      return [run.id, (counts.get(name)?.length ?? 0) > 1 ? `${name}, Node ${run.conditions.node}` : name];
    }),
  );
}
