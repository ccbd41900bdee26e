/** Errors for which no wording of the service is known: the text is ours and says so by its prefix. */

import { ServiceError } from '../../protocol/service.ts';

/** A request that the service would refuse, in our words. */
export function invalid(text: string): ServiceError {
  return new ServiceError('ValidationException', `train-encrypt: ${text}`);
}

export function inUse(text: string): ServiceError {
  return new ServiceError('ResourceInUse', `train-encrypt: ${text}`);
}

export function notFound(text: string): ServiceError {
  return new ServiceError('ResourceNotFound', `train-encrypt: ${text}`);
}

export function limitExceeded(text: string): ServiceError {
  return new ServiceError('ResourceLimitExceeded', `train-encrypt: ${text}`);
}

/** The tool could not do its work: nothing is wrong with the request. SDKs try again. */
export function notAnswered(text: string): ServiceError {
  return new ServiceError('InternalFailure', `train-encrypt: ${text}`, 500);
}
