import { DescribeModelExplainabilityJobDefinition$ } from '@aws-sdk/client-sagemaker';
import { describeDefinition } from '../monitoring/definition-operations.ts';

export const describeModelExplainabilityJobDefinition = describeDefinition(
  'ModelExplainability',
  DescribeModelExplainabilityJobDefinition$,
);
