import { ListDataQualityJobDefinitions$ } from '@aws-sdk/client-sagemaker';
import { listDefinitions } from '../monitoring/definition-operations.ts';

export const listDataQualityJobDefinitions = listDefinitions('DataQuality', ListDataQualityJobDefinitions$);
