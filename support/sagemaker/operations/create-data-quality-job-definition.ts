import { CreateDataQualityJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { createDefinition } from '../monitoring/definition-operations.ts';

export const createDataQualityJobDefinition = createDefinition('DataQuality', CreateDataQualityJobDefinition$);
