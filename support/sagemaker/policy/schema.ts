/** A policy document as IAM writes it, checked: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html. */

import { z } from 'zod';
import { concernsSageMaker } from './actions.ts';
import { conditionKey, KNOWN_KEYS } from './condition-keys.ts';
import { KNOWN_OPERATORS, operatorNamed } from './operators.ts';
import type { PolicyDocument, StatementDocument } from './types.ts';

/** One text, or a list of them; `error` is said of whatever else is given. */
const texts = (pattern: RegExp, error: string) => {
  const one = z.string({ error }).regex(pattern, { error });
  return z.union([one, z.array(one).min(1, { error })], { error });
};

const actions = texts(
  /^(\*|[a-z0-9*?-]+:[a-z0-9*?]+)$/i,
  'give an action such as "sagemaker:CreateTrainingJob", or a list of them',
);

const resources = texts(/^(\*|arn:.*)$/s, 'give "*" or an ARN, or a list of them');

const VALUES = 'give a value, or a list of them that is not empty';

const wanted = z.union([z.string(), z.boolean(), z.number()], { error: VALUES });

const condition = z.record(
  z.string(),
  z.record(z.string(), z.union([wanted, z.array(wanted).min(1, { error: VALUES })], { error: VALUES }), {
    error: 'give condition keys and their values',
  }),
  { error: 'give condition operators, such as "Bool", with condition keys and their values' },
);

const statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny'], { error: 'give "Allow" or "Deny"' }),
    Action: actions.optional(),
    NotAction: actions.optional(),
    Resource: resources.optional(),
    NotResource: resources.optional(),
    Condition: condition.optional(),
  })
  .superRefine((value, context) => {
    for (const [one, other] of [
      ['Action', 'NotAction'],
      ['Resource', 'NotResource'],
    ] as const) {
      if ((value[one] === undefined) === (value[other] === undefined)) {
        context.addIssue({ code: 'custom', message: `give either ${one} or ${other}` });
      }
    }
    for (const { path, message } of problems(value)) context.addIssue({ code: 'custom', path: [...path], message });
  });

export const policyDocument: z.ZodType<PolicyDocument> = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17'], { error: 'give "2012-10-17"' }).optional(),
  Id: z.string().optional(),
  Statement: z.union([z.array(statement).min(1, { error: 'give at least one statement' }), statement], {
    error: 'give a statement, or a list of them',
  }),
});

interface Problem {
  readonly path: readonly string[];
  readonly message: string;
}

/** What IAM would take, and would come out wrong here. Statements about other services alone are left alone. */
function problems(value: StatementDocument): readonly Problem[] {
  if (!concernsSageMaker(value)) return [];
  const variables = ['Resource', 'NotResource'].flatMap((member) =>
    variablesIn([member], value[member as 'Resource'] ?? []),
  );
  const conditions = Object.entries(value.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => conditionProblems(operator, key, [values].flat())),
  );
  return [...variables, ...conditions];
}

function conditionProblems(written: string, key: string, values: readonly unknown[]): readonly Problem[] {
  const operator = operatorNamed(written);
  if (!operator) {
    const known = `${KNOWN_OPERATORS.join(', ')}; each but Null also with IfExists, ForAllValues: or ForAnyValue:`;
    return [{ path: ['Condition', written], message: `there is no such operator here; there are ${known}` }];
  }
  const path = ['Condition', written, key];
  const known = conditionKey(key);
  if (!known) return [{ path, message: `this key is not simulated; there are ${KNOWN_KEYS.join(', ')}` }];
  const { comparison, quantifier } = operator;
  if (known.many && comparison.test && !quantifier) {
    const text = `a request has several values of it, so write ForAllValues:${written} or ForAnyValue:${written}`;
    return [{ path, message: text }];
  }
  const misfits = values.filter((one) => !fits(comparison.wants, String(one)));
  if (misfits.length > 0) return [{ path, message: `${comparison.name} wants ${comparison.wants}` }];
  return variablesIn(path, values);
}

function fits(wants: string | undefined, value: string): boolean {
  if (wants === 'a number') return value.trim() !== '' && Number.isFinite(Number(value));
  return wants === undefined || /^(true|false)$/i.test(value);
}

function variablesIn(path: readonly string[], values: unknown): readonly Problem[] {
  const found = [values].flat().some((one) => typeof one === 'string' && one.includes('${'));
  return found ? [{ path, message: 'policy variables are not simulated; write the value' }] : [];
}
