import { flaggedOperation } from '../../operations.ts';
import { isObject, replaced, Undecided } from '../../undecided.ts';
import type { DocumentForm, DocumentPart, Found, FoundRequest, Reading } from '../document.ts';
import { DEFINITIONS, type Definition } from './definitions.ts';
import { Evaluator } from './evaluate.ts';
import { type Evaluated, networkOf } from './network.ts';
import { isLoop, isResource, type Resource, type Template, templateOf } from './template.ts';
import { type World, worldsOf } from './worlds.ts';

/** A template, also as SAM has it and as the CDK synthesises it: what asks for jobs, and the network beside it. */
export const cloudFormation: DocumentForm = {
  name: 'cloudformation',
  title: 'a CloudFormation template',
  recognises(value) {
    if (!isObject(value) || !isObject(value.Resources)) return false;
    const resources = Object.entries(value.Resources);
    return resources.length === 0 || resources.some(([name, one]) => isResource(one) || isLoop(name, one));
  },
  reads({ value, path }, reading) {
    const foreign = (name: string) => reading.skip([...path, 'Resources', name], 'is no resource with a Type');
    const template = templateOf(isObject(value) ? value : {}, foreign);
    const worlds = worldsOf(template, conditionsIn(template));
    const found = worlds.map((world) => inWorld(template, world, path, reading));
    const [first] = found;
    return {
      requests: found.flatMap(({ requests }, index) =>
        requests.map((one) => (worlds.length > 1 ? { ...one, when: worlds[index] ?? {} } : one)),
      ),
      ...(first?.network && { network: first.network }),
    };
  },
};

const concerns = ({ type }: Resource): boolean =>
  /^AWS::(EC2|SageMaker|StepFunctions|Serverless|Scheduler|SSM)::|^Custom::/.test(type);

/** The conditions that what is read here depends on. */
function conditionsIn(template: Template): ReadonlySet<string> {
  const named = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    if (!isObject(value)) return;
    const branches = value['Fn::If'];
    if (Array.isArray(branches) && typeof branches[0] === 'string') named.add(branches[0]);
    for (const item of Object.values(value)) walk(item);
  };
  for (const resource of template.resources.values()) {
    if (!concerns(resource)) continue;
    if (resource.condition !== undefined) named.add(resource.condition);
    walk(resource.properties);
  }
  return named;
}

function inWorld(template: Template, world: World, path: DocumentPart['path'], reading: Reading): Found {
  const evaluator = new Evaluator(template, world);
  const here = [...template.resources].filter(
    ([, resource]) => concerns(resource) && (resource.condition === undefined || world[resource.condition] !== false),
  );
  const evaluated = new Map(
    here.map(([name, { type, properties }]): [string, Evaluated] => {
      const value = /^AWS::EC2::/.test(type) ? evaluator.of(properties) : {};
      return [name, { type, properties: isObject(value) ? value : {} }];
    }),
  );
  const draft = networkOf(evaluated);
  for (const output of Object.values(template.outputs)) {
    if (!isObject(output) || !isObject(output.Export)) continue;
    const [name, value] = [evaluator.of(output.Export.Name), evaluator.of(output.Value)];
    if (typeof name === 'string' && value instanceof Undecided && value.stands)
      draft.alias(`import ${name}`, value.stands);
  }
  const network = draft.book();
  const requests = here.flatMap(([name, resource]) => ofResource(name, resource, evaluator, path, reading));
  return {
    requests: network ? requests.map((one) => ({ ...one, network })) : requests,
    ...(network && { network }),
  };
}

function ofResource(
  name: string,
  { type, properties, path: own }: Resource,
  evaluator: Evaluator,
  above: DocumentPart['path'],
  reading: Reading,
): readonly FoundRequest[] {
  const path = [...above, ...own];
  const [, kind] = /^AWS::SageMaker::(\w+)$/.exec(type) ?? [];
  const operation = flaggedOperation(`Create${kind}`);
  if (operation) {
    return [{ kind: 'cloudformation', operation, by: name, value: typed(evaluator.of(properties)), path }];
  }
  const definition = DEFINITIONS.find((one) => one.type.test(type));
  return definition ? ofDefinition(name, definition, properties, evaluator, path, reading) : [];
}

function ofDefinition(
  name: string,
  { operation, find }: Definition,
  properties: Resource['properties'],
  evaluator: Evaluator,
  path: DocumentPart['path'],
  reading: Reading,
): readonly FoundRequest[] {
  const whole = { kind: 'cloudformation', operation, by: name, value: undefined } as const;
  return find(properties, evaluator, reading).flatMap((found): readonly FoundRequest[] => {
    const at = [...path, ...found.members];
    if ('unseen' in found) return [{ ...whole, path: at, unseen: found.unseen }];
    const { value, within } = found;
    const read = reading.inner({ value, path: within ? [] : at });
    if (!read) {
      return found.optional ? [] : [{ ...whole, path: at, unseen: 'has a definition that cannot be read here' }];
    }
    return read.requests.map((one) => ({
      ...one,
      kind: 'cloudformation' as const,
      by: [name, one.by].filter(Boolean).join(' '),
      value: typed(one.value),
      ...(within && { within }),
    }));
  });
}

/** CloudFormation takes `"true"` and `"True"` for true. */
function typed(value: unknown): unknown {
  return replaced(value, (item) =>
    typeof item === 'string' && /^(true|false)$/i.test(item) ? item.toLowerCase() === 'true' : undefined,
  );
}
