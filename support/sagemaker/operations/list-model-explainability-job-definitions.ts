import { ListModelExplainabilityJobDefinitions$ } from '@aws-sdk/client-sagemaker';
import { listDefinitions } from '../monitoring/definition-operations.ts';

export const listModelExplainabilityJobDefinitions = listDefinitions(
  'ModelExplainability',
  ListModelExplainabilityJobDefinitions$,
);
