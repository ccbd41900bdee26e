import { operationOf } from '../operations.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import type { DocumentPart, DocumentReader, FoundRequest } from './document.ts';
import { quotedDefinition } from './quoted.ts';

/** What a step of a type starts. An AutoML step's arguments tell by themselves which version they are for. */
const OPERATIONS: Readonly<Record<string, string>> = {
  Training: 'CreateTrainingJob',
  Tuning: 'CreateHyperParameterTuningJob',
  Processing: 'CreateProcessingJob',
  ClarifyCheck: 'CreateProcessingJob',
  QualityCheck: 'CreateProcessingJob',
};

/** A SageMaker Pipelines definition, or what holds one: a CreatePipeline request, a describe answer. */
export const pipeline: DocumentReader = {
  title: 'a SageMaker Pipelines definition',
  read({ value, path }) {
    if (isPipeline(value)) return ofPipeline({ value, path });
    if (!isObject(value)) return undefined;
    const member = ['PipelineDefinition', 'pipelineDefinition'].find((name) => name in value) ?? '';
    const definition = quotedDefinition(value[member]);
    return isPipeline(definition) ? ofPipeline({ value: definition, path: [...path, member] }) : undefined;
  },
};

type Pipeline = { readonly Steps: readonly unknown[]; readonly Parameters?: unknown };

const isPipeline = (value: unknown): value is Pipeline =>
  isObject(value) &&
  Array.isArray(value.Steps) &&
  value.Steps.every((step) => isObject(step) && typeof step.Type === 'string');

function ofPipeline({ value, path }: DocumentPart): readonly FoundRequest[] {
  const { Steps, Parameters } = value as Pipeline;
  const defaults = new Map(
    (Array.isArray(Parameters) ? Parameters : []).flatMap((parameter: unknown) =>
      isObject(parameter) && 'DefaultValue' in parameter
        ? [[String(parameter.Name), parameter.DefaultValue] as const]
        : [],
    ),
  );
  return ofSteps(Steps, [...path, 'Steps'], (item) => dynamic(item, defaults));
}

function ofSteps(
  steps: unknown,
  path: DocumentPart['path'],
  find: (value: unknown) => Undecided | undefined,
): readonly FoundRequest[] {
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step, index) => {
    if (!isObject(step) || !isObject(step.Arguments)) return [];
    const at = [...path, index, 'Arguments'];
    if (step.Type === 'Condition') {
      return ['IfSteps', 'ElseSteps'].flatMap((branch) =>
        ofSteps((step.Arguments as Record<string, unknown>)[branch], [...at, branch], find),
      );
    }
    const operation = step.Type === 'AutoML' ? operationOf(step.Arguments) : OPERATIONS[String(step.Type)];
    if (!operation) return [];
    const value = replaced(step.Arguments, find);
    return [{ kind: 'pipeline', operation, by: String(step.Name ?? ''), value, path: at } as const];
  });
}

/** `{ "Get": "Parameters.Subnets" }`, `{ "Std:Join": … }`. */
function dynamic(value: unknown, defaults: ReadonlyMap<string, unknown>): Undecided | undefined {
  if (!isObject(value)) return undefined;
  const [key = '', ...more] = Object.keys(value);
  if (more.length > 0) return undefined;
  if (key.startsWith('Std:')) return new Undecided('is worked out when the pipeline runs');
  const { Get: from } = value;
  if (typeof from !== 'string') return undefined;
  const name = /^Parameters\.(.+)$/.exec(from)?.[1] ?? '';
  const usual = defaults.has(name) ? `, by default ${JSON.stringify(defaults.get(name))}` : '';
  return new Undecided(`is taken from ${from} when the pipeline runs${usual}`);
}
