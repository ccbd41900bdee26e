import { DeleteModelQualityJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { deleteDefinition } from '../monitoring/definition-operations.ts';

export const deleteModelQualityJobDefinition = deleteDefinition('ModelQuality', DeleteModelQualityJobDefinition$);
