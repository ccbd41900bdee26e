import { isObject } from '../undecided.ts';
import type { DocumentForm } from './document.ts';

/** Members that say where a definition is stored, by what they belong to. */
const STORED: readonly (readonly [member: string, operation: string])[] = [
  ['PipelineDefinitionS3Location', 'CreatePipeline'],
  ['DefinitionS3Location', 'CreateStateMachine'],
  ['DefinitionUri', 'CreateStateMachine'],
];

/** A pipeline or state machine whose definition is stored elsewhere: its jobs are not to be seen. */
export const elsewhere: DocumentForm = {
  name: 'elsewhere',
  title: 'a request for a pipeline or state machine whose definition is stored elsewhere',
  recognises: (value) => storedElsewhere(value) !== undefined,
  reads({ value, path }) {
    const stored = storedElsewhere(value);
    return { requests: stored ? [{ ...stored, by: '', value, path }] : [] };
  },
};

/** What properties or a request say of a definition that is stored elsewhere. */
export function storedElsewhere(value: unknown) {
  if (!isObject(value)) return undefined;
  const [member = '', operation = ''] = STORED.find(([name]) => value[name] !== undefined) ?? [];
  if (member === '') return undefined;
  const kind = operation === 'CreatePipeline' ? ('pipeline' as const) : ('step-functions' as const);
  return { kind, operation, unseen: `has its definition elsewhere, in ${whereOf(value[member])}` };
}

/** `s3://bucket/key`, or the path itself. */
function whereOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return 'a place that is no text';
  const text = (member: string) => (typeof value[member] === 'string' ? (value[member] as string) : undefined);
  const key = text('ObjectKey') ?? text('Key');
  const bucket = text('Bucket');
  return bucket !== undefined && key !== undefined ? `s3://${bucket}/${key}` : 'a place that the template works out';
}
