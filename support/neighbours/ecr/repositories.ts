import * as sdk from '@aws-sdk/client-ecr';
import { invalidParameter, noSuchRepository, repositoryExists, tooMany } from './errors.ts';
import { operation } from './operation.ts';
import type { Registry, Repository } from './store.ts';

const REPOSITORIES = 1000;
const NAME = /^(?=.{2,256}$)[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/;

interface Create {
  readonly repositoryName: string;
  readonly registryId?: string;
  readonly imageTagMutability?: string;
}

function create({ repositoryName: name, registryId, imageTagMutability = 'MUTABLE' }: Create, registry: Registry) {
  checkRegistry(registry, registryId);
  if (!NAME.test(name)) throw invalidParameter('The name of a repository has lower case letters, digits and ._-/');
  if (imageTagMutability !== 'MUTABLE' && imageTagMutability !== 'IMMUTABLE') {
    throw invalidParameter('imageTagMutability is MUTABLE or IMMUTABLE here.');
  }
  const { repositories } = registry;
  if (repositories.has(name)) throw repositoryExists(name);
  if (repositories.size >= REPOSITORIES) throw tooMany('repositories in a registry', REPOSITORIES);
  const repository = { name, created: new Date(), mutability: imageTagMutability, images: new Map() } as const;
  repositories.set(name, repository);
  return { repository: shown(registry, repository) };
}

interface Describe {
  readonly registryId?: string;
  readonly repositoryNames?: readonly string[];
}

function describe({ registryId, repositoryNames }: Describe, registry: Registry) {
  checkRegistry(registry, registryId);
  const named = repositoryNames?.map((name) => repositoryOf(registry, name));
  // All repositories fit on one page.
  return { repositories: (named ?? [...registry.repositories.values()]).map((one) => shown(registry, one)) };
}

/** Throws when there is none of that name, or when another registry is meant. */
export function repositoryOf(registry: Registry, name: string, registryId?: string): Repository {
  checkRegistry(registry, registryId);
  const repository = registry.repositories.get(name);
  if (repository === undefined) throw noSuchRepository(name);
  return repository;
}

export function checkRegistry({ account }: Registry, registryId: string | undefined): void {
  if (registryId !== undefined && registryId !== account) {
    throw invalidParameter(`A registry of another account than ${account} cannot be seen.`);
  }
}

function shown({ account, region, host, partition }: Registry, { name, created, mutability }: Repository) {
  return {
    repositoryArn: `arn:${partition}:ecr:${region}:${account}:repository/${name}`,
    registryId: account,
    repositoryName: name,
    repositoryUri: `${host}/${name}`,
    createdAt: created,
    imageTagMutability: mutability,
  };
}

export const operations = {
  CreateRepository: operation(sdk.CreateRepository$, create),
  DescribeRepositories: operation(sdk.DescribeRepositories$, describe),
};
