import pc from 'picocolors';
import type { Tried } from './faults.ts';
import type { Judged } from './judge.ts';

/** What was asked of a kernel and what came of it. */
export interface Tally {
  readonly networks: number;
  readonly instances: number;
  readonly sent: number;
  readonly arrived: number;
  readonly agreements: number;
  readonly disagreements: number;
  /** Networks in which everything passes; which the groups stop, which only ACLs stop. */
  readonly reachable: number;
  readonly stoppedByGroups: number;
  readonly stoppedByAcls: number;
}

export function tallyOf(judged: readonly Judged[]): Tally {
  const count = (is: (one: Judged) => boolean) => judged.filter(is).length;
  const sum = (of: (one: Judged) => number) => judged.reduce((total, one) => total + of(one), 0);
  return {
    networks: judged.length,
    instances: sum(({ instances }) => instances),
    sent: sum(({ sent }) => sent),
    arrived: sum(({ arrived }) => arrived),
    agreements: count(({ differences }) => differences.length === 0),
    disagreements: count(({ differences }) => differences.length > 0),
    reachable: count(({ answer }) => answer.reachable),
    stoppedByGroups: count(({ answer }) => answer.missing.length > 0),
    stoppedByAcls: count(({ answer }) => answer.missing.length === 0 && answer.blocks.length > 0),
  };
}

const COLUMNS: readonly (readonly [keyof Tally, string])[] = [
  ['networks', 'networks'],
  ['instances', 'instances'],
  ['sent', 'packets sent'],
  ['arrived', 'arrived'],
  ['agreements', 'agreements'],
  ['disagreements', 'disagreements'],
  ['reachable', 'all passes'],
  ['stoppedByGroups', 'groups stop'],
  ['stoppedByAcls', 'only ACLs stop'],
];

/** A row for each kind of network. */
export function tableOf(tallies: readonly (readonly [name: string, tally: Tally])[]): string {
  const rows = [
    ['', ...COLUMNS.map(([, title]) => title)],
    ...tallies.map(([name, tally]) => [name, ...COLUMNS.map(([column]) => String(tally[column]))]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    )
    .join('\n');
}

/** At most so many disagreements are printed whole: one cause shows in many networks. */
const MOST = 5;

/** Disagreements with the network, to be tried again. */
export function disagreementsOf(judged: readonly Judged[]): string {
  const all = judged.filter(({ differences }) => differences.length > 0);
  const whole = all.slice(0, MOST).map(({ case: { name, network }, differences }) => {
    return [pc.red(`✗ ${name}`), ...differences.map((line) => `  ${line}`), `  ${JSON.stringify(network)}`].join('\n');
  });
  return [...whole, ...(all.length > MOST ? [`and ${all.length - MOST} more`] : [])].join('\n');
}

export function faultsOf(tried: readonly Tried[]): string {
  const width = Math.max(0, ...tried.map(({ fault }) => fault.name.length));
  const rows = tried.map(({ fault, noticedBy }) => {
    const word = noticedBy > 0 ? `caught by ${noticedBy}`.padEnd(14) : pc.red('survived'.padEnd(14));
    return `${word}  ${fault.name.padEnd(width)}  ${fault.means}`;
  });
  const caught = tried.filter(({ noticedBy }) => noticedBy > 0).length;
  return [...rows, '', `${tried.length} faults planted in the reachability code, ${caught} caught`].join('\n');
}

/** 1 when verdict and kernel disagree somewhere or a fault survived. */
export function exitCodeOf(judged: readonly Judged[], tried: readonly Tried[]): 0 | 1 {
  const agreed = judged.every(({ differences }) => differences.length === 0);
  return agreed && tried.every(({ noticedBy }) => noticedBy > 0) ? 0 : 1;
}
