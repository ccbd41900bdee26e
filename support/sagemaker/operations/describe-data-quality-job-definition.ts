import { DescribeDataQualityJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { describeDefinition } from '../monitoring/definition-operations.ts';

export const describeDataQualityJobDefinition = describeDefinition('DataQuality', DescribeDataQualityJobDefinition$);
