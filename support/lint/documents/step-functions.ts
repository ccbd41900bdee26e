import { flaggedOperation } from '../operations.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import type { DocumentForm, DocumentPart, FoundRequest, Skip } from './document.ts';
import { quotedDefinition } from './quoted.ts';

/** A definition in Amazon States Language, or what holds one: a CreateStateMachine request, a describe answer. */
export const stepFunctions: DocumentForm = {
  name: 'step-functions',
  title: 'a Step Functions definition',
  recognises: (value) => definitionIn({ value, path: [] }) !== undefined,
  reads(part, { skip }) {
    const definition = definitionIn(part);
    return { requests: definition ? ofMachine(definition, 'JSONPath', skip) : [] };
  },
};

/** The definition itself, or in what holds it. */
function definitionIn({ value, path }: DocumentPart): DocumentPart | undefined {
  if (isMachine(value)) return { value, path };
  const definition = isObject(value) ? quotedDefinition(value.definition) : undefined;
  return isMachine(definition) ? { value: definition, path: [...path, 'definition'] } : undefined;
}

const ONCE = 'the state machine is started';

type Machine = { readonly States: Record<string, unknown>; readonly QueryLanguage?: unknown };

const isMachine = (value: unknown): value is Machine =>
  isObject(value) && isObject(value.States) && (isEmpty(value.States) || Object.values(value.States).some(isObject));

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

function ofMachine({ value, path }: DocumentPart, inherited: unknown, skip: Skip): readonly FoundRequest[] {
  if (!isMachine(value)) return [];
  const language = value.QueryLanguage ?? inherited;
  return Object.entries(value.States).flatMap(([name, state]) => {
    const at = [...path, 'States', name];
    if (isObject(state)) return ofState(name, state, at, language, skip);
    skip(at, 'is no state');
    return [];
  });
}

function ofState(
  name: string,
  state: Readonly<Record<string, unknown>>,
  path: DocumentPart['path'],
  inherited: unknown,
  skip: Skip,
): readonly FoundRequest[] {
  const language = state.QueryLanguage ?? inherited;
  // An older definition calls a Map's `ItemProcessor` its `Iterator`.
  const inner = ['ItemProcessor', 'Iterator'].flatMap((member) =>
    ofMachine({ value: state[member], path: [...path, member] }, inherited, skip),
  );
  const branches = Array.isArray(state.Branches) ? state.Branches : [];
  const parallel = branches.flatMap((branch, index) =>
    ofMachine({ value: branch, path: [...path, 'Branches', index] }, inherited, skip),
  );
  return [...ofTask(name, state, path, language), ...inner, ...parallel];
}

/** `arn:aws:states:::sagemaker:createTrainingJob.sync`, `arn:aws:states:::aws-sdk:sagemaker:createTrainingJob`. */
const RESOURCE = /^arn:[^:]*:states:[^:]*:[^:]*:(?:aws-sdk:)?sagemaker:(\w+)(?:\.|$)/i;

function ofTask(
  name: string,
  state: Readonly<Record<string, unknown>>,
  path: DocumentPart['path'],
  language: unknown,
): readonly FoundRequest[] {
  const [, action] = RESOURCE.exec(typeof state.Resource === 'string' ? state.Resource : '') ?? [];
  const operation = flaggedOperation(action);
  if (state.Type !== 'Task' || !operation) return [];
  const member = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const found = { kind: 'step-functions', operation, by: name, once: ONCE } as const;
  if (state[member] === undefined) {
    return [{ ...found, value: new Undecided("is the state's input, which is known when it runs"), path }];
  }
  const value = language === 'JSONata' ? replaced(state[member], jsonata) : jsonPath(state[member]);
  return [{ ...found, value, path: [...path, member] }];
}

/** `"Subnets.$": "$.subnets"` → `Subnets`, undecided. */
function jsonPath(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonPath);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) =>
    key.endsWith('.$')
      ? ([key.slice(0, -2), new Undecided(`is taken from ${String(item)} when the state runs`)] as const)
      : ([key, jsonPath(item)] as const),
  );
  return Object.fromEntries(entries);
}

function jsonata(value: unknown): Undecided | undefined {
  const [, expression] = typeof value === 'string' ? (/^\{%([\s\S]*)%\}$/.exec(value.trim()) ?? []) : [];
  return expression === undefined
    ? undefined
    : new Undecided(`is worked out from ${expression.trim()} when the state runs`);
}
