import { printable } from '../../protocol/printable.ts';
import { ServiceError } from '../../protocol/service.ts';

/** IAM's error codes with their statuses. The wording is ours. */

export const noSuchRole = (name: string) =>
  new ServiceError('NoSuchEntity', `There is no role ${printable(name)}: it was deleted.`, 404);

export const roleExists = (name: string) =>
  new ServiceError('EntityAlreadyExists', `There is a role ${printable(name)} already.`, 409);

export const tooManyRoles = (limit: number) =>
  new ServiceError('LimitExceeded', `An account can have no more than ${limit} roles.`, 409);

export const malformedPolicy = (what: string) => new ServiceError('MalformedPolicyDocument', what);

export const invalidInput = (what: string) => new ServiceError('InvalidInput', what);

export const invalid = (what: string) => new ServiceError('ValidationError', what);

export const notSimulated = (member: string) =>
  new ServiceError(
    'NotImplemented',
    `train-encrypt: IAM SimulatePrincipalPolicy with ${member} is not answered by the embedded engine, which keeps no policies. LocalStack would answer it: choose that engine.`,
    501,
  );
