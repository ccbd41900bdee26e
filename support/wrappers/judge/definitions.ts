/** Requests for jobs that are sent inside a definition, and made later by the service that runs it. */

import type { JournalEntry } from '../../gateway/journal.ts';
import { type DocumentForm, requestsOf } from '../../lint/documents/document.ts';
import { pipeline } from '../../lint/documents/pipeline.ts';
import { stepFunctions } from '../../lint/documents/step-functions.ts';

export interface Defined {
  /** What will be called: `CreateTrainingJob`. */
  readonly operation: string;
  /** The step or state that asks for it. */
  readonly by: string;
  /** Where the definition has it, from the top of the call's input, places in lists counted from one. */
  readonly at: string;
  /** As the definition has it. */
  readonly value: unknown;
}

/** The calls that carry a definition, by service and operation. */
const READERS: Readonly<Record<string, DocumentForm>> = {
  'sagemaker CreatePipeline': pipeline,
  'sagemaker UpdatePipeline': pipeline,
  'states CreateStateMachine': stepFunctions,
  'states UpdateStateMachine': stepFunctions,
};

/** The requests for jobs that a call defines; `undefined` for a call that carries no definition that can be read. */
export function definedIn({ service, operation, input }: JournalEntry): readonly Defined[] | undefined {
  const form = READERS[`${service} ${operation}`];
  const found = form && requestsOf(form, { value: input, path: [] });
  return found?.map(({ operation: asks, by, value, path }) => ({
    operation: asks,
    by,
    value,
    at: path.map((step) => (typeof step === 'number' ? step + 1 : step)).join('.'),
  }));
}

/** Whether a call carries a definition, readable or not. */
export const carriesDefinition = ({ service, operation }: JournalEntry): boolean =>
  Object.hasOwn(READERS, `${service} ${operation}`);
