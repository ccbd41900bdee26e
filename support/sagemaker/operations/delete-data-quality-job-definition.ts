import { DeleteDataQualityJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { deleteDefinition } from '../monitoring/definition-operations.ts';

export const deleteDataQualityJobDefinition = deleteDefinition('DataQuality', DeleteDataQualityJobDefinition$);
