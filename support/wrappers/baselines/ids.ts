import type { Attempt } from '../types.ts';

/** Texts that stand for this run alone, with the words that stand for them in a baseline. */
export type RunIds = readonly (readonly [text: string, word: string])[];

/** What was given, in the order given; then what EC2 told of during the run. Longer texts come before their parts. */
export function runIds({ given, account, calls }: Pick<Attempt, 'given' | 'account' | 'calls'>): RunIds {
  const own = [
    ...given.subnets.map((id, index) => [id, `<subnet ${index + 1}>`] as const),
    ...given.securityGroups.map((id, index) => [id, `<security group ${index + 1}>`] as const),
    [given.roleArn, '<role>'] as const,
    [given.bucket ?? '', '<bucket>'] as const,
    [account, '<account>'] as const,
  ];
  const known = new Set(own.map(([text]) => text));
  const others = KINDS.flatMap(([pattern, word]) => {
    const found = toldBy(calls, pattern).filter((id) => !known.has(id));
    return found.map((id, index) => [id, `<${word} ${index + 1}>`] as const);
  });
  return [...own, ...others].filter(([text]) => text !== '').sort(([one], [other]) => other.length - one.length);
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\bsubnet-[0-9a-z]+/g, 'other subnet'],
  [/\bsg-[0-9a-z]+/g, 'other security group'],
  [/\bvpc-[0-9a-z]+/g, 'vpc'],
];

/** Ids in EC2's answers, in the order told: made in this run, or there before it, they are other ones in the next. */
function toldBy(calls: Attempt['calls'], pattern: RegExp): readonly string[] {
  const answers = calls.filter(({ service, output }) => service === 'ec2' && output !== undefined);
  return [...new Set(answers.flatMap(({ output }) => JSON.stringify(output).match(pattern) ?? []))];
}

/** A text with its words in the place of what stands for the run. */
export function withoutIds(text: string, ids: RunIds): string {
  return ids.reduce((rest, [id, word]) => {
    if (!rest.includes(id)) return rest;
    const bounded = new RegExp(`(?<![0-9A-Za-z])${escaped(id)}(?![0-9A-Za-z])`, 'g');
    return rest.replace(bounded, () => word);
  }, text);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
