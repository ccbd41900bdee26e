import { flaggedOperation } from '../operations.ts';
import type { Path } from '../text.ts';
import { isObject, replaced, Undecided } from '../undecided.ts';
import type { DocumentForm, FoundRequest } from './document.ts';

/** A runbook of Systems Manager Automation. */
export const ssmAutomation: DocumentForm = {
  name: 'ssm-automation',
  title: 'a runbook of Systems Manager Automation',
  recognises: (value) =>
    isObject(value) && /^\d\.\d$/.test(String(value.schemaVersion)) && Array.isArray(value.mainSteps),
  reads({ value, path }) {
    const steps = isObject(value) && Array.isArray(value.mainSteps) ? value.mainSteps : [];
    const parameters = isObject(value) && isObject(value.parameters) ? value.parameters : {};
    return {
      requests: steps.flatMap((step: unknown, index) => ofStep(step, parameters, [...path, 'mainSteps', index])),
    };
  },
};

function ofStep(step: unknown, parameters: Readonly<Record<string, unknown>>, path: Path): readonly FoundRequest[] {
  if (
    !isObject(step) ||
    !isObject(step.inputs) ||
    !/^aws:(executeAwsApi|waitForAwsResourceProperty)$/.test(String(step.action))
  )
    return [];
  const { Service, Api, ...request } = step.inputs;
  const operation = /^sagemaker$/i.test(String(Service))
    ? flaggedOperation(String(Api).replaceAll('_', ''))
    : undefined;
  if (!operation) return [];
  return [
    {
      kind: 'ssm-automation',
      operation,
      by: String(step.name ?? ''),
      value: replaced(request, (item) => parameterIn(item, parameters)),
      path: [...path, 'inputs'],
      once: 'the runbook is started',
    },
  ];
}

/** `{{ Subnets }}`, `{{ step.Output }}` */
function parameterIn(value: unknown, parameters: Readonly<Record<string, unknown>>): Undecided | undefined {
  const [, name] = typeof value === 'string' ? (/\{\{\s*([^}]+?)\s*\}\}/.exec(value) ?? []) : [];
  if (name === undefined) return undefined;
  const parameter = parameters[name];
  const usual =
    isObject(parameter) && 'default' in parameter ? `, by default ${JSON.stringify(parameter.default)}` : '';
  return new Undecided(`is taken from ${name} when the runbook runs${usual}`);
}
