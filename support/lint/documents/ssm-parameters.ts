import { parseDocuments } from '../text.ts';
import { isObject } from '../undecided.ts';
import type { DocumentForm, DocumentPart, Found } from './document.ts';

/** What `aws ssm get-parameter(s)` and `aws secretsmanager get-secret-value` answer: documents kept as text. */
export const ssmParameters: DocumentForm = {
  name: 'ssm-parameters',
  title: 'parameters of Systems Manager that hold one of these as text',
  recognises: (value) => isObject(value) && textsIn({ value, path: [] }).length > 0,
  reads(part, { inner, skip }) {
    const found = textsIn(part).map(({ value, path }): Found | undefined => {
      const [document] = parseDocuments(String(value), 'parameter');
      const read = document && 'value' in document ? inner({ value: document.value, path }) : undefined;
      if (!read) skip(path, 'is a parameter that holds nothing that lint knows');
      return read;
    });
    return { requests: found.flatMap((one) => one?.requests ?? []), isLog: found.every((one) => one === undefined) };
  },
};

function textsIn({ value, path }: DocumentPart): readonly DocumentPart[] {
  if (!isObject(value)) return [];
  const { Parameter, Parameters } = value;
  const all = [
    ...(isObject(Parameter) ? [{ value: Parameter, path: [...path, 'Parameter'] }] : []),
    ...(Array.isArray(Parameters)
      ? Parameters.map((one, index) => ({ value: one as unknown, path: [...path, 'Parameters', index] }))
      : []),
  ];
  return all.flatMap(({ value: one, path: at }) =>
    isObject(one) && typeof one.Value === 'string' && typeof one.Name === 'string' && typeof one.Type === 'string'
      ? [{ value: one.Value, path: [...at, 'Value'] }]
      : [],
  );
}
