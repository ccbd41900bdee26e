import {
  CreateManagedPrefixList$,
  type CreateManagedPrefixListRequest,
  type CreateManagedPrefixListResult,
  DeleteManagedPrefixList$,
  type DeleteManagedPrefixListRequest,
  type DeleteManagedPrefixListResult,
  DescribeManagedPrefixLists$,
  type DescribeManagedPrefixListsRequest,
  type DescribeManagedPrefixListsResult,
  DescribePrefixLists$,
  type DescribePrefixListsRequest,
  type DescribePrefixListsResult,
  GetManagedPrefixListEntries$,
  type GetManagedPrefixListEntriesRequest,
  type GetManagedPrefixListEntriesResult,
  type ManagedPrefixList,
  ModifyManagedPrefixList$,
  type ModifyManagedPrefixListRequest,
  type ModifyManagedPrefixListResult,
} from '@aws-sdk/client-ec2';
import { printable } from '../protocol/printable.ts';
import { ServiceError } from '../protocol/service.ts';
import { arn } from './arn.ts';
import { canonicalCidr } from './cidr.ts';
import { invalidCombination, invalidParameter, invalidValue, malformedCidr, missingParameter } from './errors.ts';
import { type FilterTable, filtered } from './filters.ts';
import { find, select } from './lookup.ts';
import { operation } from './operation.ts';
import { page } from './page.ts';
import type { PrefixList, PrefixListEntry } from './records.ts';
import type { Region } from './store.ts';
import { specifiedTags, tagList, tagResource } from './tags.ts';

const MOST_ENTRIES = 1000;
/** Documented: no more entries than this in one request. */
const MOST_CHANGES = 100;

const entriesOf = ({ versions }: PrefixList) => versions.at(-1) ?? [];

function checkName(name: string): void {
  if (name === '' || name.length > 255 || name.startsWith('com.amazonaws')) {
    const rule = 'A name has 1 to 255 characters and does not begin with com.amazonaws.';
    throw invalidParameter('prefixListName', name, rule);
  }
}

function checkMaxEntries(maxEntries: number): void {
  if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
    throw invalidParameter('maxEntries', maxEntries, `Expecting 1 to ${MOST_ENTRIES}.`);
  }
}

/** The entries of a request, each once. */
function entriesIn(
  given: readonly { readonly Cidr?: string | undefined; readonly Description?: string | undefined }[] | undefined,
  family: PrefixList['family'],
): PrefixListEntry[] {
  const entries = (given ?? []).map(({ Cidr, Description }): PrefixListEntry => {
    if (Cidr === undefined) throw missingParameter('Cidr');
    const cidr = canonicalCidr(Cidr, family);
    if (cidr === undefined) throw malformedCidr(Cidr);
    return { cidr, ...(Description === undefined ? {} : { description: Description }) };
  });
  if (entries.length > MOST_CHANGES) throw invalidValue(`A request can name no more than ${MOST_CHANGES} entries.`);
  if (new Set(entries.map(({ cidr }) => cidr)).size < entries.length) {
    throw invalidValue('A request cannot name the same CIDR more than once.');
  }
  return entries;
}

function checkFits(entries: readonly PrefixListEntry[], maxEntries: number): void {
  if (entries.length <= maxEntries) return;
  const text = `The prefix list would have ${entries.length} entries; its maximum is ${maxEntries}.`;
  throw new ServiceError('PrefixListMaxEntriesExceeded', text);
}

const createManagedPrefixList = operation<CreateManagedPrefixListRequest, CreateManagedPrefixListResult>(
  CreateManagedPrefixList$,
  (
    { PrefixListName: name = '', MaxEntries: maxEntries = 0, AddressFamily: family, Entries, TagSpecifications },
    region,
  ) => {
    checkName(name);
    checkMaxEntries(maxEntries);
    if (family !== 'IPv4' && family !== 'IPv6') {
      throw invalidParameter('addressFamily', family, 'Expecting IPv4 or IPv6.');
    }
    const entries = entriesIn(Entries, family);
    checkFits(entries, maxEntries);
    const tags = specifiedTags(TagSpecifications, 'prefixList');
    const list: PrefixList = {
      id: region.newId('pl'),
      name,
      family,
      owner: region.account,
      maxEntries,
      versions: [entries],
    };
    region.prefixLists.set(list.id, list);
    tagResource(region, list.id, tags);
    return { PrefixList: describe(list, region, 'create-in-progress') };
  },
);

const MANAGED_FILTERS: FilterTable<PrefixList> = {
  'prefix-list-id': ({ id }) => id,
  'prefix-list-name': ({ name }) => name,
  'owner-id': ({ owner }) => owner,
};

const describeManagedPrefixLists = operation<DescribeManagedPrefixListsRequest, DescribeManagedPrefixListsResult>(
  DescribeManagedPrefixLists$,
  (input, region) => {
    const chosen = select('prefixList', region, input.PrefixListIds);
    const { items, next } = page(filtered(chosen, input.Filters, MANAGED_FILTERS, region), 'lists', input, 1, 100);
    return { PrefixLists: items.map((list) => describe(list, region)), ...next };
  },
);

/** The wording is ours. */
const IN_USE = 'A rule or a route refers to the prefix list.';

function describe(list: PrefixList, region: Region, state?: ManagedPrefixList['State']): ManagedPrefixList {
  const own = list.owner !== 'AWS';
  const failed = list.deleteFailed ? { state: 'delete-failed' as const, StateMessage: IN_USE } : undefined;
  const settled = failed?.state ?? (list.versions.length > 1 ? 'modify-complete' : 'create-complete');
  return {
    PrefixListId: list.id,
    PrefixListName: list.name,
    PrefixListArn: arn(region, `prefix-list/${list.id}`, own ? region.account : 'aws'),
    AddressFamily: list.family,
    OwnerId: list.owner,
    State: state ?? (own ? settled : 'create-complete'),
    ...(failed !== undefined && state === undefined ? { StateMessage: failed.StateMessage } : {}),
    // A service's list has neither size nor version that anybody could see.
    ...(own ? { MaxEntries: list.maxEntries, Version: list.versions.length } : {}),
    Tags: tagList(region, list.id),
  };
}

const getEntries = operation<GetManagedPrefixListEntriesRequest, GetManagedPrefixListEntriesResult>(
  GetManagedPrefixListEntries$,
  (input, region) => {
    const list = find('prefixList', region, input.PrefixListId ?? '');
    const version = input.TargetVersion ?? list.versions.length;
    const entries = list.versions[version - 1];
    if (entries === undefined) throw invalidParameter('targetVersion', version, 'The prefix list has no such version.');
    const { items, next } = page(entries, 'entries', input, 1, 100);
    return {
      Entries: items.map(({ cidr, description }) => ({
        Cidr: cidr,
        ...(description === undefined ? {} : { Description: description }),
      })),
      ...next,
    };
  },
);

/** A list of the account's own, not one of a service. */
function ownList(region: Region, id: string): PrefixList {
  const list = find('prefixList', region, id);
  if (list.owner === 'AWS') {
    const text = `The prefix list '${list.id}' is kept by AWS and cannot be changed.`;
    throw new ServiceError('OperationNotPermitted', text);
  }
  return list;
}

const modifyManagedPrefixList = operation<ModifyManagedPrefixListRequest, ModifyManagedPrefixListResult>(
  ModifyManagedPrefixList$,
  (input, region) => {
    const list = ownList(region, input.PrefixListId ?? '');
    const { CurrentVersion: version, PrefixListName: name, MaxEntries: maxEntries } = input;
    const added = entriesIn(input.AddEntries, list.family);
    const removed = entriesIn(input.RemoveEntries, list.family);
    const changes = added.length + removed.length > 0;
    if (changes && maxEntries !== undefined) {
      throw invalidCombination('A request changes either the entries of a prefix list or their maximum number.');
    }
    if (changes && version === undefined) throw missingParameter('CurrentVersion');
    if (version !== undefined && version !== list.versions.length) {
      const text = `The prefix list '${list.id}' has version ${list.versions.length}, not ${version}.`;
      throw new ServiceError('PrefixListVersionMismatch', text);
    }
    if (name !== undefined) checkName(name);
    if (maxEntries !== undefined) {
      checkMaxEntries(maxEntries);
      checkFits(entriesOf(list), maxEntries);
    }
    if (changes) list.versions.push(changedEntries(list, added, removed));
    if (name !== undefined) list.name = name;
    if (maxEntries !== undefined) list.maxEntries = maxEntries;
    return { PrefixList: describe(list, region, 'modify-in-progress') };
  },
);

/** Adding a CIDR that is there replaces its description. */
function changedEntries(list: PrefixList, added: readonly PrefixListEntry[], removed: readonly PrefixListEntry[]) {
  const entries = new Map(entriesOf(list).map((entry) => [entry.cidr, entry]));
  for (const { cidr } of removed) {
    if (!entries.delete(cidr)) throw invalidValue(`The prefix list '${list.id}' has no entry ${printable(cidr)}.`);
  }
  for (const entry of added) entries.set(entry.cidr, entry);
  checkFits([...entries.values()], list.maxEntries);
  return [...entries.values()];
}

const deleteManagedPrefixList = operation<DeleteManagedPrefixListRequest, DeleteManagedPrefixListResult>(
  DeleteManagedPrefixList$,
  ({ PrefixListId = '' }, region) => {
    const list = ownList(region, PrefixListId);
    const rules = [...region.securityGroupRules.values()].map(({ line }) => line.peer);
    const routes = [...region.routeTables.values()].flatMap((table) => table.routes);
    const referred =
      rules.some((peer) => peer.kind === 'prefix-list' && peer.id === list.id) ||
      routes.some(({ destination }) => destination === list.id);
    // Recorded: the call is accepted, and fails afterwards.
    if (referred) {
      list.deleteFailed = true;
      return { PrefixList: describe(list, region, 'delete-in-progress') };
    }
    region.prefixLists.delete(list.id);
    region.tags.delete(list.id);
    return { PrefixList: describe(list, region, 'delete-in-progress') };
  },
);

const SERVICE_FILTERS: FilterTable<PrefixList> = {
  'prefix-list-id': ({ id }) => id,
  'prefix-list-name': ({ name }) => name,
};

/** The older call, which lists the services' own only. */
const describePrefixLists = operation<DescribePrefixListsRequest, DescribePrefixListsResult>(
  DescribePrefixLists$,
  (input, region) => {
    const chosen = select('prefixList', region, input.PrefixListIds).filter(({ owner }) => owner === 'AWS');
    const { items, next } = page(filtered(chosen, input.Filters, SERVICE_FILTERS, region), 'services', input);
    return {
      PrefixLists: items.map((list) => ({
        PrefixListId: list.id,
        PrefixListName: list.name,
        Cidrs: entriesOf(list).map(({ cidr }) => cidr),
      })),
      ...next,
    };
  },
);

export const operations = [
  createManagedPrefixList,
  describeManagedPrefixLists,
  getEntries,
  modifyManagedPrefixList,
  deleteManagedPrefixList,
  describePrefixLists,
];
