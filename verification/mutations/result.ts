import pc from 'picocolors';
import type { Mutation } from './mutation.ts';
import type { Outcome } from './run-features.ts';

export interface Result {
  readonly mutation: Mutation;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** Exit code: 0 every mutation was caught, 1 one survived, 3 one could not be tried. */
export function exitCodeOf(results: readonly Result[]): 0 | 1 | 3 {
  if (results.some(({ outcome }) => outcome.kind === 'error')) return 3;
  return results.some(({ outcome }) => outcome.kind === 'held') ? 1 : 0;
}

/** A row of the table, for names of at most `width` characters. */
export function rowOf({ mutation: { name, means }, outcome, seconds }: Result, width: number): string {
  return [word(outcome), name.padEnd(width), `${seconds.toFixed(1).padStart(5)} s`, `${means}${noticed(outcome)}`].join(
    '  ',
  );
}

function word(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'held':
      return pc.red('survived  ');
    case 'error':
      return pc.red('error     ');
    case 'hung':
      return 'hung      ';
    case 'broken':
      return `caught${String(outcome.scenarios.length).padStart(4)}`;
  }
}

function noticed(outcome: Outcome): string {
  if (outcome.kind === 'error') return `\n${outcome.text.replace(/^/gm, '    ')}`;
  if (outcome.kind !== 'broken') return '';
  return pc.dim(`  → ${outcome.scenarios[0]?.name}`);
}

/** The last lines: what survived, and the sum. */
export function summaryOf(results: readonly Result[], seconds: number): string {
  const of = (kind: Outcome['kind']) => results.filter(({ outcome }) => outcome.kind === kind);
  const survivors = of('held').map(({ mutation: { name, means, file } }) => `  ${name}: ${means} (${file})`);
  const parts = [
    `${of('broken').length + of('hung').length} caught`,
    ...(of('hung').length > 0 ? [`${of('hung').length} of them by the time limit`] : []),
    `${survivors.length} survived`,
    ...(of('error').length > 0 ? [`${of('error').length} could not be tried`] : []),
  ];
  const missing = survivors.length > 0 ? ['No scenario notices:', ...survivors, ''] : [];
  return [...missing, `${results.length} mutations: ${parts.join(', ')}, in ${seconds.toFixed(0)} s`].join('\n');
}

/** What `--json` writes. */
export function reportOf(results: readonly Result[]): string {
  const rows = results.map(({ mutation: { name, means, file }, outcome, seconds }) => {
    return { name, means, file, ...outcome, seconds: Math.round(seconds * 10) / 10 };
  });
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}
