import { DescribeModelQualityJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { describeDefinition } from '../monitoring/definition-operations.ts';

export const describeModelQualityJobDefinition = describeDefinition('ModelQuality', DescribeModelQualityJobDefinition$);
