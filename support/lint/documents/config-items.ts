import { answers, bookOfAnswers } from '../network/answers.ts';
import { flaggedOperation } from '../operations.ts';
import { parseQuoted } from '../text.ts';
import { isObject } from '../undecided.ts';
import type { DocumentForm, DocumentPart, FoundRequest, Reading } from './document.ts';

/** What AWS Config kept: a snapshot, a history, one item, or what a query of it answers. */
export const configItems: DocumentForm = {
  name: 'config-item',
  title: 'configuration items of AWS Config',
  recognises: (value) => isObject(value) && itemsIn({ value, path: [] }) !== undefined,
  reads(part, { skip }: Reading) {
    const items = itemsIn(part) ?? [];
    const requests = items.flatMap((item) => ofItem(item, skip));
    const parts = items.flatMap(({ value }) => networkPart(value));
    const network = parts.length > 0 ? bookOfAnswers(parts) : undefined;
    return { requests, isLog: true, ...(network && { network }) };
  },
};

function itemsIn({ value, path }: DocumentPart): readonly DocumentPart[] | undefined {
  if (!isObject(value)) return undefined;
  if (isItem(value)) return [{ value, path }];
  const { configurationItem, configurationItems, baseConfigurationItems, Results } = value;
  if (isItem(configurationItem)) return [{ value: configurationItem, path: [...path, 'configurationItem'] }];
  const [member, list] = configurationItems
    ? (['configurationItems', configurationItems] as const)
    : (['baseConfigurationItems', baseConfigurationItems] as const);
  if (Array.isArray(list)) return list.map((item: unknown, index) => ({ value: item, path: [...path, member, index] }));
  if (!Array.isArray(Results) || Results.length === 0) return undefined;
  const items = Results.map((row: unknown, index) => ({
    value: typeof row === 'string' ? parseQuoted(row) : undefined,
    path: [...path, 'Results', index],
  }));
  return items.some(({ value: item }) => isItem(item)) ? items : undefined;
}

type Item = Record<string, unknown> & { readonly resourceType: string };

const isItem = (value: unknown): value is Item =>
  isObject(value) &&
  typeof value.resourceType === 'string' &&
  /^AWS::\w+::\w+$/.test(value.resourceType) &&
  'configuration' in value;

const contentOf = ({ configuration }: Readonly<Record<string, unknown>>): unknown =>
  typeof configuration === 'string' ? parseQuoted(configuration) : configuration;

function ofItem({ value, path }: DocumentPart, skip: Reading['skip']): readonly FoundRequest[] {
  if (!isItem(value)) {
    skip(path, 'is no configuration item');
    return [];
  }
  const [, noun] = /^AWS::SageMaker::(\w+)$/.exec(value.resourceType) ?? [];
  const operation = noun === undefined ? undefined : flaggedOperation(`Create${noun}`);
  const content = contentOf(value);
  if (!operation || !isObject(content)) return [];
  const by = String(value.resourceName ?? value.resourceId ?? '');
  return [{ kind: 'config-item', operation, by, value: content, path: [...path, 'configuration'] }];
}

const MEMBERS: Readonly<Record<string, string>> = {
  'AWS::EC2::SecurityGroup': 'SecurityGroups',
  'AWS::EC2::Subnet': 'Subnets',
  'AWS::EC2::VPC': 'Vpcs',
  'AWS::EC2::NetworkAcl': 'NetworkAcls',
};

/** Of EC2 an item has what Describe answers, with names that begin in lower case. */
function networkPart(value: unknown) {
  const member = isItem(value) ? MEMBERS[value.resourceType] : undefined;
  if (!isItem(value) || member === undefined) return [];
  const read = answers.safeParse({ [member]: [pascal(contentOf(value))] });
  return read.success ? [read.data] : [];
}

function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, pascal(item)]),
  );
}
