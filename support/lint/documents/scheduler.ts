import { flaggedOperation } from '../operations.ts';
import { parseQuoted } from '../text.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import { type DocumentForm, NOTHING_FOUND } from './document.ts';

/** A schedule of EventBridge Scheduler whose target is SageMaker's API. */
export const scheduler: DocumentForm = {
  name: 'scheduler',
  title: 'a schedule of EventBridge Scheduler',
  recognises: (value) => isObject(value) && isObject(value.Target) && operationIn(value.Target.Arn) !== undefined,
  reads({ value, path }) {
    const target = isObject(value) && isObject(value.Target) ? value.Target : {};
    const operation = operationIn(target.Arn);
    if (!operation) return NOTHING_FOUND;
    const input = typeof target.Input === 'string' ? parseQuoted(target.Input) : target.Input;
    const request = isObject(input)
      ? replaced(input, filledIn)
      : new Undecided(input instanceof Undecided ? input.why : 'cannot be read here');
    const by = isObject(value) && typeof value.Name === 'string' ? value.Name : '';
    return {
      requests: [
        {
          kind: 'scheduler',
          operation,
          by,
          value: request,
          path: [...path, 'Target', 'Input'],
          once: 'the schedule fires',
        },
      ],
    };
  },
};

/** `arn:aws:scheduler:::aws-sdk:sagemaker:createTrainingJob` */
function operationIn(arn: unknown): string | undefined {
  const [, action] = /^arn:[^:]*:scheduler:::aws-sdk:sagemaker:(\w+)$/i.exec(String(arn)) ?? [];
  return flaggedOperation(action);
}

/** `<aws.scheduler.execution-id>` */
const filledIn = (value: unknown): Undecided | undefined =>
  typeof value === 'string' && /<aws\.scheduler\.[\w-]+>/.test(value)
    ? new Undecided('is filled in when the schedule fires')
    : undefined;
