import { isObject, replaced, Undecided } from '../undecided.ts';
import type { DocumentForm, DocumentPart, Found, FoundRequest, Reading } from './document.ts';

/** `serverless.yml` with state machines of the serverless-step-functions plugin, and the template in its resources. */
export const serverless: DocumentForm = {
  name: 'serverless',
  title: 'a serverless.yml with step functions',
  recognises: (value) =>
    isObject(value) &&
    'provider' in value &&
    'service' in value &&
    (isObject(value.stepFunctions) || isObject(value.resources)),
  reads({ value, path }, reading) {
    const document = isObject(value) ? value : {};
    const fill = (item: unknown) => variable(item, document, reading);
    const template = replaced(document.resources, fill);
    const resources = isObject(template) ? template : {};
    const own = reading.inner({ value: { Resources: {}, ...resources }, path: [...path, 'resources'] });
    const machines = isObject(document.stepFunctions)
      ? replaced(document.stepFunctions.stateMachines, fill)
      : undefined;
    const requests = Object.entries(isObject(machines) ? machines : {}).flatMap(([name, machine]) =>
      ofMachine(name, machine, [...path, 'stepFunctions', 'stateMachines', name], reading),
    );
    return { requests: [...requests, ...(own?.requests ?? [])], ...(own?.network && { network: own.network }) };
  },
};

function ofMachine(
  name: string,
  machine: unknown,
  path: DocumentPart['path'],
  reading: Reading,
): readonly FoundRequest[] {
  const definition = isObject(machine) ? machine.definition : undefined;
  const at = [...path, 'definition'];
  // As a template has it, so that `Ref` and `Fn::GetAtt` are known for what they are.
  const found: Found | undefined = isObject(definition)
    ? reading.inner({
        value: {
          Resources: { [name]: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: definition } } },
        },
        path: at,
      })
    : undefined;
  const steps = ['Resources', name, 'Properties', 'Definition'];
  const why =
    definition instanceof Undecided
      ? `has a definition that ${definition.why}`
      : 'has a definition that cannot be read here';
  if (!found || !isObject(definition)) {
    return [{ kind: 'serverless', operation: 'CreateStateMachine', by: name, value: undefined, path: at, unseen: why }];
  }
  return found.requests.map((one) => ({
    ...one,
    kind: 'serverless',
    path: [...at, ...one.path.slice(at.length + steps.length)],
  }));
}

const MOST_STEPS = 10;

/** `${self:custom.x}`, `${file(machine.yml)}`; others are known when it is deployed. */
function variable(value: unknown, document: unknown, reading: Reading, steps = 0): unknown {
  if (typeof value !== 'string' || !/\$\{/.test(value)) return undefined;
  const [, self] = /^\$\{self:([\w.-]+)\}$/.exec(value) ?? [];
  if (self !== undefined && steps < MOST_STEPS) {
    const found = self.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), document);
    if (found !== undefined) return replaced(found, (item) => variable(item, document, reading, steps + 1));
  }
  const [, file, key] = /^\$\{file\(([^)]+)\)(?::([\w-]+))?\}$/.exec(value) ?? [];
  const near = file === undefined ? undefined : reading.neighbour(file)?.value;
  if (near !== undefined) return key === undefined ? near : isObject(near) ? near[key] : undefined;
  return /\$\{(self|file|opt|env|ssm|cf|param|sls)[:(]/.test(value)
    ? new Undecided(`is ${value}, known when it is deployed`)
    : undefined;
}
