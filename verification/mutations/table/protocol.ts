import { inFile } from '../mutation.ts';

/** What stands between the wire and the operations. */
export const protocol = [
  ...inFile('support/protocol/json-types.ts', [
    [
      'flag as text',
      'the text "true" is taken for true',
      "typeof value === 'boolean' ? value :",
      "typeof value === 'boolean' || value === 'true' ? Boolean(value) :",
    ],
  ]),
  ...inFile('support/protocol/aws-json.ts', [
    [
      'constraints not checked',
      "requests are not held to the API model's constraints",
      'options.validate(name, input);',
      '',
    ],
  ]),
  ...inFile('support/sagemaker/constraints/index.ts', [
    [
      'constraints only reported',
      "a request that breaks the API model's constraints is taken",
      "if (broken.length > 0) throw new ServiceError('ValidationException', validationMessage(table, broken));",
      '',
    ],
  ]),
];
