// Writes the names of the operations that SDK clients know: node support/protocol/generate.ts

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ec2 from '@aws-sdk/client-ec2';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import * as sfn from '@aws-sdk/client-sfn';
import { operationNames } from './operation-names.ts';

/** One text for each service, names by spaces: it is loaded at every start, and read when it is needed. */
export const knownOperations = (): Readonly<Record<string, string>> => ({
  ec2: [...operationNames(ec2)].join(' '),
  sagemaker: [...operationNames(sagemaker)].join(' '),
  states: [...operationNames(sfn)].join(' '),
});

if (import.meta.main) {
  const file = join(import.meta.dirname, 'known-operations.generated.json');
  writeFileSync(file, `${JSON.stringify(knownOperations(), null, 2)}\n`);
}
