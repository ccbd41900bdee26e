/** The properties of a training job that a search can name: `HyperParameters.epochs`, `VpcConfig.Subnets`, `Tags.Team`. */

import { TrainingJob$ } from '@aws-sdk/client-sagemaker';
import { NormalizedSchema } from '@smithy/core/schema';
import { invalid } from '../errors/own-errors.ts';

export type PropertyKind = 'text' | 'number' | 'boolean' | 'time' | 'structure';

export interface Property {
  readonly name: string;
  readonly kind: PropertyKind;
  /** A hyperparameter: a text that may be a number. */
  readonly loose: boolean;
  /** All values it has in a record; of a list, those of each element. */
  readonly values: (record: object) => readonly unknown[];
}

/** @throws ServiceError ValidationException, in our words, when a training job has no such property. */
export function propertyNamed(name: string): Property {
  return metric(name) ?? tag(name) ?? member(name) ?? unknown(name);
}

function unknown(name: string): never {
  throw invalid(`a TrainingJob has no property ${name} that can be searched for.`);
}

/** `Metrics.<name>`: the final value of a metric. Documented. */
function metric(name: string): Property | undefined {
  const wanted = after(name, 'Metrics.');
  if (wanted === undefined) return undefined;
  return {
    name,
    kind: 'number',
    loose: false,
    values: (record) =>
      list(record, 'FinalMetricDataList').flatMap(({ MetricName, Value }) => (MetricName === wanted ? [Value] : [])),
  };
}

/** `Tags.<key>`: the value of a tag. Documented. */
function tag(name: string): Property | undefined {
  const wanted = after(name, 'Tags.');
  if (wanted === undefined) return undefined;
  return {
    name,
    kind: 'text',
    loose: false,
    values: (record) => list(record, 'Tags').flatMap(({ Key, Value }) => (Key === wanted ? [Value] : [])),
  };
}

function member(name: string): Property | undefined {
  const steps: string[] = [];
  let schema = NormalizedSchema.of(TrainingJob$);
  for (let rest = name; rest !== ''; ) {
    while (schema.isListSchema()) schema = schema.getValueSchema();
    // The key of a map may hold dots: it is all that is left.
    const step = schema.isMapSchema() ? rest : (rest.split('.', 1)[0] ?? '');
    const known = schema.isMapSchema() || (schema.isStructSchema() && Object.hasOwn(schema.getMemberSchemas(), step));
    if (!known) return undefined;
    schema = schema.isMapSchema() ? schema.getValueSchema() : schema.getMemberSchema(step);
    steps.push(step);
    rest = rest.slice(step.length + 1);
  }
  while (schema.isListSchema()) schema = schema.getValueSchema();
  if (steps.length === 0) return undefined;
  return {
    name,
    kind: kindOf(schema),
    loose: steps[0] === 'HyperParameters' && steps.length > 1,
    values: (record) => valuesAt(record, steps),
  };
}

function kindOf(schema: NormalizedSchema): PropertyKind {
  if (schema.isTimestampSchema()) return 'time';
  if (schema.isNumericSchema()) return 'number';
  if (schema.isBooleanSchema()) return 'boolean';
  return schema.isStringSchema() ? 'text' : 'structure';
}

function valuesAt(record: object, steps: readonly string[]): readonly unknown[] {
  return steps.reduce<readonly unknown[]>(
    (found, step) =>
      found
        .flatMap((one) => (Object.hasOwn(one as object, step) ? (one as Record<string, unknown>)[step] : []))
        .filter((one) => one !== undefined && one !== null),
    [record],
  );
}

function list(record: object, name: string): readonly Readonly<Record<string, unknown>>[] {
  return valuesAt(record, [name]) as readonly Readonly<Record<string, unknown>>[];
}

function after(name: string, beginning: string): string | undefined {
  return name.startsWith(beginning) && name.length > beginning.length ? name.slice(beginning.length) : undefined;
}
