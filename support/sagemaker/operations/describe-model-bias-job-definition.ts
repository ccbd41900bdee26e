import { DescribeModelBiasJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { describeDefinition } from '../monitoring/definition-operations.ts';

export const describeModelBiasJobDefinition = describeDefinition('ModelBias', DescribeModelBiasJobDefinition$);
