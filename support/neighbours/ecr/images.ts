import { createHash } from 'node:crypto';
import * as sdk from '@aws-sdk/client-ecr';
import { imageExists, invalidParameter, noSuchImage, tooMany } from './errors.ts';
import { operation } from './operation.ts';
import { repositoryOf } from './repositories.ts';
import type { Image, Registry, Repository } from './store.ts';

const IMAGES = 1000;
const TAGS = 1000;
const DEFAULT_MEDIA_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';

interface Put {
  readonly repositoryName: string;
  readonly imageManifest: string;
  readonly registryId?: string;
  readonly imageManifestMediaType?: string;
  readonly imageTag?: string;
  readonly imageDigest?: string;
}

/** Makes an image known by its manifest. Its layers are nowhere: nothing is ever run here. */
function put(input: Put, registry: Registry) {
  const { repositoryName, imageManifest, registryId, imageTag } = input;
  const repository = repositoryOf(registry, repositoryName, registryId);
  const manifest = manifestOf(imageManifest);
  const digest = `sha256:${createHash('sha256').update(imageManifest).digest('hex')}`;
  if (input.imageDigest !== undefined && input.imageDigest !== digest) {
    throw invalidParameter(`The digest of the manifest is ${digest}, not the one that the request gives.`);
  }
  if (imageTag !== undefined && !/^\w[\w.-]{0,299}$/.test(imageTag)) throw invalidParameter('imageTag is not a tag.');
  const mediaType = input.imageManifestMediaType ?? manifest.mediaType ?? DEFAULT_MEDIA_TYPE;
  const image = imageIn(repository, { digest, size: sizeOf(imageManifest, manifest), mediaType });
  if (imageTag !== undefined) tag(repository, image, imageTag);
  const imageId = { imageDigest: digest, imageTag };
  const known = { registryId: registry.account, repositoryName, imageId };
  return { image: { ...known, imageManifest, imageManifestMediaType: mediaType } };
}

interface Manifest {
  readonly mediaType?: string;
  readonly layers?: readonly { readonly size?: unknown }[];
}

function manifestOf(text: string): Manifest {
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest === 'object' && manifest !== null) return manifest as Manifest;
  } catch {
    // Said below.
  }
  throw invalidParameter('imageManifest is not a JSON document.');
}

function sizeOf(text: string, { layers }: Manifest): number {
  const sizes = Array.isArray(layers) ? layers.map((layer) => (layer as { size?: unknown } | null)?.size) : [];
  return sizes.reduce<number>((sum, size) => sum + (typeof size === 'number' ? size : 0), text.length);
}

function imageIn({ images }: Repository, seen: Pick<Image, 'digest' | 'size' | 'mediaType'>): Image {
  const known = images.get(seen.digest);
  if (known !== undefined) return known;
  if (images.size >= IMAGES) throw tooMany('images in a repository', IMAGES);
  const image = { ...seen, tags: new Set<string>(), pushed: new Date() };
  images.set(seen.digest, image);
  return image;
}

function tag({ images, mutability }: Repository, image: Image, name: string): void {
  if (image.tags.has(name)) throw imageExists(name);
  const holder = [...images.values()].find(({ tags }) => tags.has(name));
  if (holder !== undefined && mutability === 'IMMUTABLE') throw imageExists(name);
  if (image.tags.size >= TAGS) throw tooMany('tags of an image', TAGS);
  holder?.tags.delete(name);
  image.tags.add(name);
}

interface Describe {
  readonly repositoryName: string;
  readonly registryId?: string;
  readonly imageIds?: readonly { readonly imageDigest?: string; readonly imageTag?: string }[];
}

function describe({ repositoryName, registryId, imageIds }: Describe, registry: Registry) {
  const repository = repositoryOf(registry, repositoryName, registryId);
  const all = [...repository.images.values()];
  const chosen = imageIds?.map(({ imageDigest, imageTag }) => {
    const image = all.find(
      ({ digest, tags }) => digest === (imageDigest ?? digest) && (imageTag === undefined || tags.has(imageTag)),
    );
    if (image === undefined) throw noSuchImage(imageTag ?? imageDigest ?? '', repositoryName);
    return image;
  });
  return {
    imageDetails: [...new Set(chosen ?? all)].map(({ digest, tags, pushed, size, mediaType }) => ({
      registryId: registry.account,
      repositoryName,
      imageDigest: digest,
      imageTags: [...tags],
      imageSizeInBytes: size,
      imagePushedAt: pushed,
      imageManifestMediaType: mediaType,
    })),
  };
}

export const operations = {
  PutImage: operation(sdk.PutImage$, put),
  DescribeImages: operation(sdk.DescribeImages$, describe),
};
