import {
  CreateTags$,
  type CreateTagsRequest,
  DeleteTags$,
  type DeleteTagsRequest,
  DescribeTags$,
  type DescribeTagsRequest,
  type DescribeTagsResult,
  type Tag,
  type TagSpecification,
} from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { invalidValue, missingParameter } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find, type KindName, kindOf } from './lookup.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { Region } from './store.ts';

const MOST_TAGS = 50;

/** Kinds by the name that tag specifications and DescribeTags have for them. */
const RESOURCE_TYPES: Readonly<Record<KindName, string>> = {
  vpc: 'vpc',
  subnet: 'subnet',
  group: 'security-group',
  rule: 'security-group-rule',
  acl: 'network-acl',
  routeTable: 'route-table',
  endpoint: 'vpc-endpoint',
  prefixList: 'prefix-list',
  networkInterface: 'network-interface',
  internetGateway: 'internet-gateway',
  natGateway: 'natgateway',
  address: 'elastic-ip',
};

/** The tags of a resource, as every Describe answer gives them. */
export function tagList(region: Region, id: string): Tag[] {
  return [...(region.tags.get(id) ?? [])].map(([Key, Value]) => ({ Key, Value }));
}

/** The tags that a create request brings for its new resource, checked. */
export function specifiedTags(specifications: readonly TagSpecification[] | undefined, kind: KindName): Tag[] {
  const tags = (specifications ?? []).flatMap(({ ResourceType: type, Tags }, index) => {
    if (type === undefined) throw missingParameter(`TagSpecification.${index + 1}.ResourceType`);
    if (type !== RESOURCE_TYPES[kind]) {
      throw invalidValue(`'${printable(type)}' is not a valid taggable resource type for this operation.`);
    }
    return Tags ?? [];
  });
  return checkedTags(tags);
}

function checkedTags(tags: readonly Tag[]): Tag[] {
  const keys = new Set<string>();
  for (const { Key: key, Value: value = '' } of tags) {
    if (key === undefined || key === '') throw invalidValue('Tag keys cannot be empty.');
    if (key.startsWith('aws:')) throw invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
    if (key.length > 128) throw invalidValue('A tag key can have no more than 128 characters.');
    if (value.length > 256) throw invalidValue('A tag value can have no more than 256 characters.');
    if (keys.has(key)) throw invalidValue(`Duplicate tag key '${printable(key)}' specified.`);
    keys.add(key);
  }
  if (tags.length > MOST_TAGS) throw tooMany();
  return [...tags];
}

const tooMany = () => new ServiceError('TagLimitExceeded', `A resource can have no more than ${MOST_TAGS} tags.`);

/** Puts checked tags on a resource. */
export function tagResource(region: Region, id: string, tags: readonly Tag[]): void {
  if (tags.length === 0) return;
  const existing = region.tags.get(id) ?? new Map<string, string>();
  for (const { Key, Value } of tags) existing.set(Key as string, Value ?? '');
  region.tags.set(id, existing);
}

/** Every resource that a request names has to exist, before any is touched. */
function checkResources(region: Region, ids: readonly string[]): void {
  for (const id of ids) {
    const kind = kindOf(id);
    if (kind === undefined) throw new ServiceError('InvalidID', `The ID '${printable(id)}' is not valid`);
    find(kind, region, id);
  }
}

const createTags = operation<CreateTagsRequest, object>(CreateTags$, ({ Resources = [], Tags = [] }, region) => {
  checkResources(region, Resources);
  const tags = checkedTags(Tags);
  for (const id of Resources) {
    const keys = new Set([...(region.tags.get(id)?.keys() ?? []), ...tags.map(({ Key }) => Key)]);
    if (keys.size > MOST_TAGS) throw tooMany();
  }
  for (const id of Resources) tagResource(region, id, tags);
  return {};
});

/** Without tags: all go. With a value: only a tag of that value goes. */
const deleteTags = operation<DeleteTagsRequest, object>(DeleteTags$, ({ Resources = [], Tags }, region) => {
  checkResources(region, Resources);
  for (const id of Resources) {
    const existing = region.tags.get(id);
    if (Tags === undefined || Tags.length === 0) region.tags.delete(id);
    for (const { Key: key, Value: value } of Tags ?? []) {
      if (key !== undefined && (value === undefined || existing?.get(key) === value)) existing?.delete(key);
    }
  }
  return {};
});

interface TagLine {
  /** Of the resource. */
  readonly id: string;
  readonly key: string;
  readonly value: string;
  readonly type: string;
}

const TAG_FILTERS: FilterTable<TagLine> = {
  key: ({ key }) => key,
  value: ({ value }) => value,
  'resource-id': ({ id }) => id,
  'resource-type': ({ type }) => type,
};

const describeTags = operation<DescribeTagsRequest, DescribeTagsResult>(DescribeTags$, (input, region) => {
  const lines = [...region.tags].flatMap(([id, tags]) => {
    const type = RESOURCE_TYPES[kindOf(id) as KindName];
    return [...tags].map(([key, value]): TagLine => ({ id, key, value, type }));
  });
  const { items, next } = page(filtered(lines, input.Filters, TAG_FILTERS, region), 'tags', input);
  return {
    Tags: items.map(({ id, key, value, type }) => ({
      ResourceId: id,
      ResourceType: type as NonNullable<DescribeTagsResult['Tags']>[number]['ResourceType'] & string,
      Key: key,
      Value: value,
    })),
    ...next,
  };
});

export const operations = [createTags, deleteTags, describeTags];
