import { flaggedOperation } from '../operations.ts';
import { parseQuoted } from '../text.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import type { DocumentPart, DocumentReader, FoundRequest, ReadPart } from './document.ts';
import { storedElsewhere } from './elsewhere.ts';

/** A template, also as the CDK synthesises it: state machines, pipelines, and what carries the flag itself. */
export const cloudFormation: DocumentReader = {
  title: 'a CloudFormation template',
  read({ value, path }, readInner, skip) {
    if (!isObject(value) || !isObject(value.Resources)) return undefined;
    const resources = Object.entries(value.Resources);
    if (resources.length > 0 && !resources.some(([, resource]) => isResource(resource))) return undefined;
    return resources.flatMap(([name, resource]) => {
      if (isResource(resource)) {
        return ofResource(name, resource, [...path, 'Resources', name, 'Properties'], readInner);
      }
      skip?.([...path, 'Resources', name], 'is no resource with a Type');
      return [];
    });
  },
};

const isResource = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && typeof value.Type === 'string';

function ofResource(
  name: string,
  { Type, Properties }: Readonly<Record<string, unknown>>,
  path: DocumentPart['path'],
  readInner: ReadPart,
): readonly FoundRequest[] {
  if (!isObject(Properties)) return [];
  const [, kind] = /^AWS::SageMaker::(\w+)$/.exec(String(Type)) ?? [];
  const operation = flaggedOperation(`Create${kind}`);
  if (operation) {
    return [
      {
        kind: 'cloudformation',
        operation: operation,
        by: name,
        value: typed(replaced(Properties, dynamic)),
        path,
      },
    ];
  }
  const definitions = DEFINITIONS[String(Type)];
  if (!definitions) return [];
  const whole = { kind: 'cloudformation', operation: definitions.operation, by: name, value: undefined } as const;
  const stored = storedElsewhere(Properties) ?? storedElsewhere(Properties.PipelineDefinition);
  if (stored) return [{ ...whole, path, unseen: stored.unseen }];
  return definitions.members.flatMap((members): readonly FoundRequest[] => {
    const given = members.reduce<unknown>((value, member) => (isObject(value) ? value[member] : undefined), Properties);
    if (given === undefined) return [];
    const at = [...path, ...members];
    const found = readInner({ value: definitionOf(given), path: at });
    if (!found) return [{ ...whole, path: at, unseen: 'has a definition that cannot be read here' }];
    return found.map((one) => ({
      ...one,
      kind: 'cloudformation' as const,
      by: [name, one.by].filter(Boolean).join(' '),
      value: typed(replaced(one.value, dynamic)),
    }));
  });
}

/** Where the properties of a resource have a definition. */
const DEFINITIONS: Readonly<
  Record<string, { readonly operation: string; readonly members: readonly (readonly string[])[] }>
> = {
  'AWS::StepFunctions::StateMachine': {
    operation: 'CreateStateMachine',
    members: [['DefinitionString'], ['Definition']],
  },
  'AWS::Serverless::StateMachine': { operation: 'CreateStateMachine', members: [['Definition']] },
  'AWS::SageMaker::Pipeline': {
    operation: 'CreatePipeline',
    members: [['PipelineDefinition', 'PipelineDefinitionBody']],
  },
};

/** A definition as an object, as text, or as text put together by the template. */
function definitionOf(value: unknown): unknown {
  const text = typeof value === 'string' ? value : joined(value);
  return text === undefined ? value : parseQuoted(text);
}

/** The text of `Fn::Join` and `Fn::Sub`, with `${…}` for what is known when the stack is made. */
function joined(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const join = value['Fn::Join'];
  if (Array.isArray(join) && Array.isArray(join[1])) {
    const parts = join[1].map((part: unknown) => (typeof part === 'string' ? part : nameOf(part)));
    return quotedWhereBare(parts.join(String(join[0] ?? '')));
  }
  const sub = value['Fn::Sub'];
  const text = Array.isArray(sub) ? sub[0] : sub;
  return typeof text === 'string' ? quotedWhereBare(text) : undefined;
}

function nameOf(value: unknown): string {
  const [[key, of] = ['', '']] = isObject(value) ? Object.entries(value) : [];
  if (key === 'Ref' && of === 'AWS::Partition') return 'aws';
  const parts = [of].flat();
  const name =
    /^(Ref|Fn::GetAtt)$/.test(key) && parts.every((part) => typeof part === 'string') ? parts.join('.') : key;
  return `\${${name}}`;
}

/** `"InstanceCount": ${Count}` is no JSON before the stack is made. */
function quotedWhereBare(text: string): string {
  let inString = false;
  return text.replace(/\\.|"|\$\{[^}]*\}/g, (found) => {
    if (found === '"') inString = !inString;
    if (/AWS::Partition/.test(found)) return 'aws';
    return found.startsWith('${') && !inString ? JSON.stringify(found) : found;
  });
}

/** `{ Ref: … }`, `{ "Fn::GetAtt": … }`, `${…}`. */
function dynamic(value: unknown): unknown {
  if (typeof value === 'string') return /\$\{[^}]*\}/.test(value) ? undecided(value) : undefined;
  if (!isObject(value)) return undefined;
  const [key = '', ...more] = Object.keys(value);
  if (more.length > 0 || !(key === 'Ref' || key.startsWith('Fn::'))) return undefined;
  return value.Ref === 'AWS::NoValue' ? null : undecided(nameOf(value));
}

const undecided = (name: string): Undecided =>
  new Undecided(`is ${name} of the template, known when the stack is made`);

/** CloudFormation takes `"true"` and `"True"` for true. */
function typed(value: unknown): unknown {
  return replaced(value, (item) =>
    typeof item === 'string' && /^(true|false)$/i.test(item) ? item.toLowerCase() === 'true' : undefined,
  );
}
