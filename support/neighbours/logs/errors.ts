import { printable } from '../../protocol/printable.ts';
import { ServiceError } from '../../protocol/service.ts';

/** CloudWatch Logs' error codes. The wording is ours. */

export const invalidParameter = (what: string) => new ServiceError('InvalidParameterException', what);

export const noSuchGroup = (name: string) =>
  new ServiceError(
    'ResourceNotFoundException',
    `There is no log group ${printable(name)}: only those of SageMaker's training and processing jobs are here.`,
  );

export const noSuchStream = (name: string) =>
  new ServiceError('ResourceNotFoundException', `There is no log stream ${printable(name)} in this group.`);
