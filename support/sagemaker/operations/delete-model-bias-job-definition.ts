import { DeleteModelBiasJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { deleteDefinition } from '../monitoring/definition-operations.ts';

export const deleteModelBiasJobDefinition = deleteDefinition('ModelBias', DeleteModelBiasJobDefinition$);
