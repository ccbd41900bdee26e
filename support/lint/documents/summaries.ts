import { flaggedOperation } from '../operations.ts';
import { isObject, Undecided } from '../undecided.ts';
import type { DocumentPart, DocumentReader, FoundRequest } from './document.ts';

/** What List operations answer: names and states of jobs, and nothing of what they ask for. */
export const summaries: DocumentReader = {
  title: 'what a List operation answers',
  read({ value, path }, _, skip) {
    if (!isObject(value)) return undefined;
    const one = summaryOf({ value, path });
    if (one) return [one];
    const [member, items] =
      Object.entries(value).find(([name, list]) => /Summaries$/.test(name) && Array.isArray(list)) ?? [];
    if (member === undefined || !Array.isArray(items)) return undefined;
    return items.flatMap((item: unknown, index) => {
      const at = [...path, member, index];
      const found = summaryOf({ value: item, path: at });
      if (!found) skip?.(at, 'is no summary of a job');
      return found ?? [];
    });
  },
};

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
