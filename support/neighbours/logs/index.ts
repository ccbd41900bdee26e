import * as sdk from '@aws-sdk/client-cloudwatch-logs';
import { createAwsJsonService } from '../../protocol/aws-json.ts';
import { operationNames } from '../../protocol/operation-names.ts';
import type { Service } from '../../protocol/service.ts';
import { missingMember } from '../required.ts';
import { invalidParameter } from './errors.ts';
import * as events from './events.ts';
import * as streams from './streams.ts';

/** What is answered of CloudWatch Logs. */
export const operations = { ...streams.operations, ...events.operations };

/** As much of CloudWatch Logs as SDKs read while they wait for a job. `sagemaker` reports the jobs. */
export function createLogs(sagemaker: Service): Service {
  const known = operationNames(sdk);
  return createAwsJsonService({
    name: 'logs',
    target: 'Logs_20140328',
    operations,
    exists: (operation) => known.has(operation),
    validate(operation, input) {
      const missing = missingMember(operations[operation as keyof typeof operations].schema[4], input);
      if (missing !== undefined) throw invalidParameter(`The request must have ${missing}.`);
    },
    context: ({ caller }) => ({ caller, sagemaker }),
  });
}
