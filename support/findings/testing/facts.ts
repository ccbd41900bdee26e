/** Facts for tests. Nothing but tests imports this. */
import fc from '../../../verification/fast-check.ts';
import { DECIDING_RULES, type Fact, type Flag, type Instances, type JobFacts, known, unknown } from '../facts.ts';

export type RuleFacts = JobFacts['rules'];

export const allRules = (value = true): RuleFacts =>
  Object.fromEntries(DECIDING_RULES.map((id) => [id, known(value, `${id} was looked at`)]));

/** Two instances, the flag true, a VPC, and every rule known to hold, unless said otherwise. */
export function facts(parts: Partial<JobFacts> = {}): JobFacts {
  return {
    exercised: known(true, 'the request'),
    refusal: known('none', 'the response'),
    instances: known(2, 'the request'),
    flag: known('true', 'the request'),
    vpc: known(true, 'the request'),
    rules: allRules(),
    ...parts,
  };
}

const arbitraryInstances = fc.oneof(
  fc.integer({ min: 1, max: 5 }),
  fc.constant('service chooses' as const),
) satisfies fc.Arbitrary<Instances>;

/** Facts that are all known. */
export const completeFacts: fc.Arbitrary<JobFacts> = fc
  .record({
    refused: fc.option(fc.boolean(), { freq: 5 }),
    instances: arbitraryInstances,
    flag: fc.constantFrom<Flag>('true', 'true', 'false', 'absent'),
    vpc: fc.boolean(),
    broken: fc.subarray([...DECIDING_RULES], { maxLength: 2 }),
  })
  .map(({ refused, instances, flag, vpc, broken }) =>
    facts({
      refusal: known(refused === null ? 'none' : { by: 'the service', expected: refused }, 'the response'),
      instances: known(instances, 'the request'),
      flag: known(flag, 'the request'),
      vpc: known(vpc, 'the request'),
      rules: {
        ...allRules(),
        ...Object.fromEntries(broken.map((id) => [id, known(false, `${id} does not hold`)])),
      },
    }),
  );

const FACTS = ['exercised', 'refusal', 'instances', 'flag', 'vpc'] as const;

/** What can be taken from facts: a member, or a rule by its id. */
export const REMOVABLE: readonly string[] = [...FACTS, ...DECIDING_RULES];

/** The same facts with these unknown. */
export function without(from: JobFacts, names: readonly string[]): JobFacts {
  const blank = (name: string, fact: Fact<never>) => (names.includes(name) ? [[name, fact] as const] : []);
  const members = FACTS.flatMap((name) => blank(name, unknown(`${name} was removed`)));
  const rules = DECIDING_RULES.flatMap((id) => blank(id, unknown(`${id} was removed`)));
  return { ...from, ...Object.fromEntries(members), rules: { ...from.rules, ...Object.fromEntries(rules) } };
}
