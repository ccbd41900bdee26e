import type { Parameter } from '@aws-sdk/client-sagemaker';
import { invalid } from '../errors/own-errors.ts';
import type { PipelineDefinition, PipelineParameter } from './definition.ts';

/**
 * The value of each parameter: what the start gives, else the default.
 * @throws ServiceError ValidationException, in our words, for a parameter that is not defined, has no value, or one
 * that its type or its list of values does not allow.
 */
export function parameterValues(
  { Parameters = [] }: PipelineDefinition,
  given: readonly Parameter[] = [],
): ReadonlyMap<string, unknown> {
  const unknown = given.find(({ Name }) => !Parameters.some((parameter) => parameter.Name === Name));
  if (unknown) throw invalid(`the pipeline has no parameter ${unknown.Name}.`);
  return new Map(Parameters.map((parameter) => [parameter.Name, chosen(parameter, given)]));
}

function chosen(parameter: PipelineParameter, given: readonly Parameter[]): unknown {
  const { Name, Type, DefaultValue, EnumValues } = parameter;
  const sent = given.find((one) => one.Name === Name)?.Value;
  const value = sent === undefined ? DefaultValue : typed(sent, Type, Name);
  if (value === undefined) throw invalid(`parameter ${Name} has no default; give it a value.`);
  if (EnumValues !== undefined && !EnumValues.includes(value)) {
    throw invalid(`parameter ${Name} is ${JSON.stringify(value)}; allowed: ${EnumValues.join(', ')}.`);
  }
  return value;
}

/** A start gives every value as text. */
function typed(text: string, type: string | undefined, name: string): unknown {
  const wrong = () => invalid(`parameter ${name} is ${JSON.stringify(text)}, which is no ${type}.`);
  if (type === 'Integer' || type === 'Float') {
    const number = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isFinite(number) || (type === 'Integer' && !Number.isInteger(number))) throw wrong();
    return number;
  }
  if (type !== 'Boolean') return text;
  if (!/^(true|false)$/i.test(text)) throw wrong();
  return text.toLowerCase() === 'true';
}
