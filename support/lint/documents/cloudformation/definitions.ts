/** Resources whose properties hold something that lint knows by itself. */

import { isObject, Undecided } from '../../undecided.ts';
import type { Neighbour, Reading } from '../document.ts';
import { storedElsewhere } from '../elsewhere.ts';
import type { Evaluator } from './evaluate.ts';

type Properties = Readonly<Record<string, unknown>>;

/** A definition, or why it is not to be seen. */
export type FoundDefinition = { readonly members: readonly string[] } & (
  | { readonly value: unknown; readonly within?: Neighbour; readonly optional?: boolean }
  | { readonly unseen: string }
);

export interface Definition {
  readonly type: RegExp;
  /** For what cannot be read. */
  readonly operation: string;
  readonly find: (properties: Properties, evaluator: Evaluator, reading: Reading) => readonly FoundDefinition[];
}

export const DEFINITIONS: readonly Definition[] = [
  {
    type: /^AWS::(StepFunctions|Serverless)::StateMachine$/,
    operation: 'CreateStateMachine',
    find: (properties, evaluator, reading) => {
      const given = isObject(properties.DefinitionSubstitutions) ? properties.DefinitionSubstitutions : {};
      const near = besides(properties, ['DefinitionUri', 'DefinitionS3Location'], reading);
      if (near) {
        const parts = new Map(Object.entries(given).map(([name, one]) => [name, evaluator.of(one)]));
        return [{ ...near, value: evaluator.filled(near.within.value, parts) }];
      }
      const stored = storedElsewhere(properties);
      if (stored) return [{ members: [], unseen: stored.unseen }];
      return ['DefinitionString', 'Definition'].flatMap((member) =>
        properties[member] === undefined
          ? []
          : [definitionAt([member], evaluator.definition(properties[member], given))],
      );
    },
  },
  {
    type: /^AWS::SageMaker::Pipeline$/,
    operation: 'CreatePipeline',
    find: ({ PipelineDefinition: definition }, evaluator) => {
      const stored = storedElsewhere(definition);
      if (stored) return [{ members: [], unseen: stored.unseen }];
      const body = isObject(definition) ? definition.PipelineDefinitionBody : undefined;
      if (body === undefined) return [];
      return [definitionAt(['PipelineDefinition', 'PipelineDefinitionBody'], evaluator.definition(body))];
    },
  },
  {
    type: /^AWS::Scheduler::Schedule$/,
    operation: 'CreateSchedule',
    find: ({ Target }, evaluator) => {
      if (!isObject(Target)) return [];
      const input = evaluator.definition(Target.Input);
      const target = evaluator.of({ ...Target, Input: null });
      if (!isObject(target)) return [];
      return [{ members: [], value: { Target: { ...target, Input: input } }, optional: true }];
    },
  },
  {
    type: /^Custom::/,
    operation: 'Create',
    find: (properties, evaluator) =>
      ['Create', 'Update'].flatMap((member): readonly FoundDefinition[] => {
        if (properties[member] === undefined) return [];
        const value = evaluator.definition(properties[member]);
        return [{ members: [member], value, optional: true }];
      }),
  },
  {
    type: /^AWS::SSM::Document$/,
    operation: 'CreateDocument',
    find: ({ Content }, evaluator) =>
      Content === undefined ? [] : [{ members: ['Content'], value: evaluator.definition(Content), optional: true }],
  },
  {
    type: /^AWS::SSM::Parameter$/,
    operation: 'PutParameter',
    find: ({ Value }, evaluator) =>
      Value === undefined ? [] : [{ members: ['Value'], value: evaluator.definition(Value), optional: true }],
  },
];

const definitionAt = (members: readonly string[], value: unknown): FoundDefinition =>
  value instanceof Undecided ? { members, unseen: 'has a definition that cannot be read here' } : { members, value };

/** A definition in a file beside the template. */
function besides(properties: Properties, members: readonly string[], { neighbour }: Reading) {
  for (const member of members) {
    const path = properties[member];
    if (typeof path !== 'string' || /^(s3|https?):/i.test(path)) continue;
    const within = neighbour(path);
    if (within) return { members: [member], within };
  }
  return undefined;
}
