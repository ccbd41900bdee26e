import { printable } from '../../protocol/printable.ts';
import { ServiceError } from '../../protocol/service.ts';

/** ECR's error codes. The wording is ours. */

export const invalidParameter = (what: string) => new ServiceError('InvalidParameterException', what);

export const noSuchRepository = (name: string) =>
  new ServiceError('RepositoryNotFoundException', `There is no repository ${printable(name)} in this registry.`);

export const repositoryExists = (name: string) =>
  new ServiceError('RepositoryAlreadyExistsException', `There is a repository ${printable(name)} already.`);

export const noSuchImage = (what: string, repository: string) =>
  new ServiceError('ImageNotFoundException', `There is no image ${printable(what)} in repository ${repository}.`);

export const imageExists = (tag: string) =>
  new ServiceError('ImageAlreadyExistsException', `This image has the tag ${printable(tag)} already.`);

export const tooMany = (what: string, limit: number) =>
  new ServiceError('LimitExceededException', `train-encrypt: the embedded ECR keeps no more than ${limit} ${what}.`);
