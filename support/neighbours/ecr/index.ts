import * as sdk from '@aws-sdk/client-ecr';
import { createAwsJsonService } from '../../protocol/aws-json.ts';
import { operationNames } from '../../protocol/operation-names.ts';
import type { Service } from '../../protocol/service.ts';
import { missingMember } from '../required.ts';
import * as authorization from './authorization.ts';
import { invalidParameter } from './errors.ts';
import * as images from './images.ts';
import * as repositories from './repositories.ts';
import { createStore } from './store.ts';

/** What is answered of ECR. */
export const operations = { ...repositories.operations, ...images.operations, ...authorization.operations };

/** As much of ECR as wrappers ask about the image of a job: repositories, and which images there are. */
export function createEcr(): Service {
  const known = operationNames(sdk);
  const store = createStore();
  const service = createAwsJsonService({
    name: 'ecr',
    target: 'AmazonEC2ContainerRegistry_V20150921',
    operations,
    exists: (operation) => known.has(operation),
    validate(operation, input) {
      const missing = missingMember(operations[operation as keyof typeof operations].schema[4], input);
      if (missing !== undefined) throw invalidParameter(`The request must have ${missing}.`);
    },
    context: ({ caller }) => store.of(caller),
  });
  return { ...service, reset: store.forget };
}
