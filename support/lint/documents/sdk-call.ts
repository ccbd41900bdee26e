import { flaggedOperation } from '../operations.ts';
import { isObject, Undecided } from '../undecided.ts';
import { type DocumentForm, NOTHING_FOUND } from './document.ts';

/** A call of an SDK as data: what the CDK's AwsCustomResource has for its function. */
export const sdkCall: DocumentForm = {
  name: 'sdk-call',
  title: 'a call of an SDK as a custom resource has it',
  recognises: (value) => isObject(value) && callIn(value) !== undefined,
  reads({ value, path }) {
    const operation = isObject(value) ? callIn(value) : undefined;
    if (!operation || !isObject(value)) return NOTHING_FOUND;
    const { parameters } = value;
    const request = isObject(parameters) ? parameters : new Undecided('has no parameters here');
    return { requests: [{ kind: 'sdk-call', operation, by: '', value: request, path: [...path, 'parameters'] }] };
  },
};

function callIn({ service, action }: Readonly<Record<string, unknown>>): string | undefined {
  const isOurs = typeof service === 'string' && /^(@aws-sdk\/client-)?sagemaker$/i.test(service);
  return isOurs && typeof action === 'string' ? flaggedOperation(action.replace(/Command$/, '')) : undefined;
}
