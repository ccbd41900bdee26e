import { ListModelQualityJobDefinitions$ } from '@aws-sdk/client-sagemaker';
import { listDefinitions } from '../monitoring/definition-operations.ts';

export const listModelQualityJobDefinitions = listDefinitions('ModelQuality', ListModelQualityJobDefinitions$);
