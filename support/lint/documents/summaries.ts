import { flaggedOperation } from '../operations.ts';
import { isObject, Undecided } from '../undecided.ts';
import type { DocumentForm, DocumentPart, FoundRequest } from './document.ts';

/** What List operations answer: names and states of jobs, and nothing of what they ask for. */
export const summaries: DocumentForm = {
  name: 'summaries',
  title: 'what a List operation answers',
  recognises: (value) => summaryOf({ value, path: [] }) !== undefined || listIn(value) !== undefined,
  reads({ value, path }, { skip }) {
    const one = summaryOf({ value, path });
    if (one) return { requests: [one] };
    const [member, items] = listIn(value) ?? ['', []];
    const requests = items.flatMap((item, index) => {
      const at = [...path, member, index];
      const found = summaryOf({ value: item, path: at });
      if (!found) skip(at, 'is no summary of a job');
      return found ?? [];
    });
    return { requests, isLog: true };
  },
};

function listIn(value: unknown): readonly [member: string, items: readonly unknown[]] | undefined {
  const found = isObject(value) ? Object.entries(value) : [];
  return found.find((entry): entry is [string, unknown[]] => /Summaries$/.test(entry[0]) && Array.isArray(entry[1]));
}

const UNSEEN = new Undecided('is a summary: describe the job to see what it asked for');

/** A summary has the ARN and the creation time of a job, and nothing that a request must have. */
function summaryOf({ value, path }: DocumentPart): FoundRequest | undefined {
  if (!isObject(value) || !('CreationTime' in value)) return undefined;
  const noun = Object.keys(value).flatMap((key) => /^(\w+)Arn$/.exec(key)?.[1] ?? [])[0];
  const operation = noun === undefined ? undefined : flaggedOperation(`Create${noun}`);
  if (operation === undefined || MEMBERS.some((member) => member in value)) return undefined;
  const name = value[`${noun}Name`];
  return { kind: 'request', operation, by: typeof name === 'string' ? name : '', value: UNSEEN, path };
}

/** Each description of a job has one of these. */
const MEMBERS = [
  'ResourceConfig',
  'AlgorithmSpecification',
  'ProcessingResources',
  'AppSpecification',
  'HyperParameterTuningJobConfig',
  'TrainingJobDefinition',
  'TrainingJobDefinitions',
  'AutoMLJobConfig',
  'AutoMLJobInputDataConfig',
  'InputDataConfig',
  'OutputDataConfig',
];
