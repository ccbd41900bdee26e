import { inFile } from '../mutation.ts';

/** IAM policies: what their conditions find in a request. */
export const policies = [
  ...inFile('support/sagemaker/policy/conditions.ts', [
    [
      'IfExists wants the key',
      'IfExists does not hold for a key that is not there',
      'if (ifExists || quantifier',
      'if (quantifier',
    ],
    [
      'ForAllValues wants the key',
      'ForAllValues does not hold for a key that is not there',
      "ifExists || quantifier === 'ForAllValues'",
      'ifExists',
    ],
    [
      'ForAnyValue without the key',
      'ForAnyValue with a negated operator holds for a key that is not there',
      'return quantifier === undefined && comparison.negated;',
      'return comparison.negated;',
    ],
    [
      'ForAnyValue wants all',
      'ForAnyValue holds only when all values fit',
      "quantifier === 'ForAnyValue' ? values.some(fits) : values.every(fits)",
      'values.every(fits)',
    ],
    [
      'ForAllValues wants one',
      'ForAllValues holds when one value fits',
      "quantifier === 'ForAnyValue' ? values.some(fits) : values.every(fits)",
      'values.some(fits)',
    ],
    [
      'Null the other way round',
      'Null takes what is there for what is not',
      '=== (values === undefined));',
      '=== (values !== undefined));',
    ],
    ['negation ignored', 'a negated operator holds where it should not', '!== comparison.negated', '!== false'],
  ]),
  ...inFile('support/sagemaker/policy/policy.ts', [
    [
      'denials ignored',
      'no statement denies anything',
      "if (effects.includes('Deny'))",
      "if (effects.includes('None' as 'Deny'))",
    ],
    [
      'everything allowed',
      'what no statement allows is allowed',
      "allowsOnly && !effects.includes('Allow')",
      'allowsOnly && false',
    ],
    [
      'an allowance outweighs',
      'what one statement allows no other denies',
      "if (effects.includes('Deny'))",
      "if (effects.includes('Deny') && !effects.includes('Allow'))",
    ],
  ]),
  ...inFile('support/sagemaker/policy/request-context.ts', [
    [
      'flag false when left out',
      'a flag that a request leaves out is there for a policy, as false',
      '.filter(([, values]) => values.length > 0)\n',
      '.map(([key, values]): Said => [key, values.length > 0 || !/encryption/i.test(key) ? values : [false]])\n      .filter(([, values]) => values.length > 0)\n',
    ],
    [
      'policy sees one definition',
      'a policy applies to the first definition of a tuning job only',
      '(roots.length > 0 ? roots : [input])',
      '(roots.length > 0 ? roots.slice(0, 1) : [input])',
    ],
  ]),
];
