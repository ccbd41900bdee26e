import { operationOf } from '../operations.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import type { DocumentForm, DocumentPart, FoundRequest, Skip } from './document.ts';
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
export const pipeline: DocumentForm = {
  name: 'pipeline',
  title: 'a SageMaker Pipelines definition',
  recognises: (value) => definitionIn({ value, path: [] }) !== undefined,
  reads(part, { skip }) {
    const definition = definitionIn(part);
    return { requests: definition ? ofPipeline(definition, skip) : [] };
  },
};

/** The definition itself, or in what holds it. */
function definitionIn({ value, path }: DocumentPart): DocumentPart | undefined {
  if (isPipeline(value)) return { value, path };
  if (!isObject(value)) return undefined;
  const member = ['PipelineDefinition', 'pipelineDefinition'].find((name) => name in value) ?? '';
  const definition = quotedDefinition(value[member]);
  return isPipeline(definition) ? { value: definition, path: [...path, member] } : undefined;
}

const ONCE = 'the pipeline is started';

type Pipeline = { readonly Steps: readonly unknown[]; readonly Parameters?: unknown };

const isPipeline = (value: unknown): value is Pipeline =>
  isObject(value) && Array.isArray(value.Steps) && (value.Steps.length === 0 || value.Steps.some(isStep));

const isStep = (value: unknown): value is Record<string, unknown> => isObject(value) && typeof value.Type === 'string';

function ofPipeline({ value, path }: DocumentPart, skip: Skip): readonly FoundRequest[] {
  const { Steps, Parameters } = value as Pipeline;
  const defaults = new Map(
    (Array.isArray(Parameters) ? Parameters : []).flatMap((parameter: unknown) =>
      isObject(parameter) && 'DefaultValue' in parameter
        ? [[String(parameter.Name), parameter.DefaultValue] as const]
        : [],
    ),
  );
  return ofSteps(Steps, [...path, 'Steps'], (item) => dynamic(item, defaults), skip);
}

function ofSteps(
  steps: unknown,
  path: DocumentPart['path'],
  find: (value: unknown) => Undecided | undefined,
  skip: Skip,
): readonly FoundRequest[] {
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step, index) => {
    if (!isStep(step)) {
      skip([...path, index], 'is no step with a Type');
      return [];
    }
    const { Arguments } = step;
    const at = [...path, index, 'Arguments'];
    if (step.Type === 'Condition') {
      return ['IfSteps', 'ElseSteps'].flatMap((branch) =>
        isObject(Arguments) ? ofSteps(Arguments[branch], [...at, branch], find, skip) : [],
      );
    }
    const operation = operationOfStep(step);
    if (!operation) return [];
    const value = isObject(Arguments) ? replaced(Arguments, find) : new Undecided('has no arguments here');
    return [{ kind: 'pipeline', operation, by: String(step.Name ?? ''), value, path: at, once: ONCE } as const];
  });
}

function operationOfStep({ Type, Arguments }: Readonly<Record<string, unknown>>): string | undefined {
  if (Type === 'AutoML') return (isObject(Arguments) ? operationOf(Arguments) : undefined) ?? 'CreateAutoMLJob';
  return Object.hasOwn(OPERATIONS, String(Type)) ? OPERATIONS[String(Type)] : undefined;
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
