import { CreateModelQualityJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { createDefinition } from '../monitoring/definition-operations.ts';

export const createModelQualityJobDefinition = createDefinition('ModelQuality', CreateModelQualityJobDefinition$);
