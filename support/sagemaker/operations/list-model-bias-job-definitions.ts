import { ListModelBiasJobDefinitions$ } from '@aws-sdk/client-sagemaker';
import { listDefinitions } from '../monitoring/definition-operations.ts';

export const listModelBiasJobDefinitions = listDefinitions('ModelBias', ListModelBiasJobDefinitions$);
