import { CreateModelExplainabilityJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { createDefinition } from '../monitoring/definition-operations.ts';

export const createModelExplainabilityJobDefinition = createDefinition(
  'ModelExplainability',
  CreateModelExplainabilityJobDefinition$,
);
