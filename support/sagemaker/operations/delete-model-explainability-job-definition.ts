import { DeleteModelExplainabilityJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { deleteDefinition } from '../monitoring/definition-operations.ts';

export const deleteModelExplainabilityJobDefinition = deleteDefinition(
  'ModelExplainability',
  DeleteModelExplainabilityJobDefinition$,
);
