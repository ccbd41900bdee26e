import * as sdk from '@aws-sdk/client-iam';
import { operationNames } from '../../protocol/operation-names.ts';
import { createQueryService } from '../../protocol/query.ts';
import type { Service } from '../../protocol/service.ts';
import * as roles from './roles.ts';
import * as simulate from './simulate.ts';
import { createStore } from './store.ts';

/** What is answered of IAM. */
export const operations = [...roles.operations, ...simulate.operations];

/** As much of IAM as SDKs ask before they launch a job: roles, and what they may do. */
export function createIam(): Service {
  const known = operationNames(sdk);
  const store = createStore();
  const service = createQueryService({
    name: 'iam',
    title: 'IAM',
    flavour: 'aws',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    operations,
    knows: (operation) => known.has(operation),
    otherEngine: 'LocalStack',
    context: store.of,
  });
  return { ...service, reset: store.forget };
}
