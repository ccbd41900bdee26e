/**
 * Errors in the very words that the service was seen to use. Whatever is not here has no known wording; our texts
 * are in `own-errors.ts`.
 */

import { ServiceError } from '../../protocol/service.ts';

export function trainingNameTaken(arn: string): ServiceError {
  const text = 'Training job names must be unique within an AWS account and region';
  return new ServiceError('ResourceInUse', `${text}, and a training job with this name already exists (${arn})`);
}

export function tuningNameTaken(name: string): ServiceError {
  const text = `A hyperparameter tuning job with the name, ${name}, already exists. Choose a different name.`;
  return new ServiceError('ResourceInUse', text);
}

export function noSuchTrainingJob(): ServiceError {
  return new ServiceError('ValidationException', 'Requested resource not found.');
}

export function noSuchTuningJob(name: string): ServiceError {
  const text = `Amazon SageMaker can't find a tuning job called ${name}. Type another name.`;
  return new ServiceError('ResourceNotFound', text);
}

/** How the service's text goes on after these words was not seen; the name is ours. */
export function noSuchProcessingJob(name: string): ServiceError {
  return new ServiceError('ValidationException', `Could not find requested job with name: ${name}`);
}

export function stopOfEndedJob(status: string): ServiceError {
  const text = `The request was rejected because the training job is in status ${status}.`;
  return new ServiceError('ValidationException', text);
}

export function waitTimeWithoutSpot(): ServiceError {
  const text = 'Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true';
  return new ServiceError('ValidationException', text);
}
