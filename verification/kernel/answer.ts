import type { Reachability } from '../../support/network/reachability.ts';

/** What can be said about a network by packets: of a verdict, or of a kernel. All lists are sorted and without repeats. */
export interface Answer {
  /** Everything passes between all instances. */
  readonly reachable: boolean;
  /** What the groups stop somewhere: `out esp`. */
  readonly missing: readonly string[];
  /** What ACLs stop between two subnets: `esp subnet-0 to subnet-1, out`. */
  readonly blocks: readonly string[];
  /** The entry that stops it, 0 for no entry: `esp out of subnet-0 by 90`. */
  readonly entries: readonly string[];
}

export const blockName = (flow: string, from: string, to: string, direction: string) =>
  `${flow} ${from} to ${to}, ${direction}`;

export const entryName = (flow: string, subnet: string, direction: string, entry: number) =>
  `${flow} ${direction} of ${subnet} by ${entry}`;

export const sorted = (names: Iterable<string>): readonly string[] => [...new Set(names)].sort();

/** What a verdict says, as far as packets can show it. */
export function answerOf({ reachable, flows, blocks }: Reachability): Answer {
  return {
    reachable,
    missing: sorted(
      flows.flatMap(({ direction, flow, standing }) => (standing === 'missing' ? `${direction} ${flow}` : [])),
    ),
    blocks: sorted(blocks.map(({ flow, from, to, direction }) => blockName(flow, from, to, direction))),
    entries: sorted(
      blocks.map(({ flow, from, to, direction, entry }) =>
        entryName(flow, direction === 'out' ? from : to, direction, entry ?? 0),
      ),
    ),
  };
}

/** Where a verdict and a kernel differ, a line each; empty when they agree. */
export function differences(verdict: Answer, kernel: Answer): readonly string[] {
  const lists = (['missing', 'blocks', 'entries'] as const).flatMap((part) => [
    ...verdict[part].filter((one) => !kernel[part].includes(one)).map((one) => `${part}: only the verdict has ${one}`),
    ...kernel[part].filter((one) => !verdict[part].includes(one)).map((one) => `${part}: only the kernel has ${one}`),
  ]);
  const word = (reachable: boolean) => (reachable ? 'reachable' : 'not reachable');
  return verdict.reachable === kernel.reachable
    ? lists
    : [`${word(verdict.reachable)} by the verdict, ${word(kernel.reachable)} by the kernel`, ...lists];
}
