import { CreateModelBiasJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { createDefinition } from '../monitoring/definition-operations.ts';

export const createModelBiasJobDefinition = createDefinition('ModelBias', CreateModelBiasJobDefinition$);
