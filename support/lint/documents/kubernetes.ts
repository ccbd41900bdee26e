import { NetworkDraft } from '../network/draft.ts';
import { flaggedOperation } from '../operations.ts';
import type { Path } from '../text.ts';
import { isObject, Undecided } from '../undecided.ts';
import type { DocumentForm, DocumentPart, Found, FoundRequest, Reading } from './document.ts';

/** Manifests of AWS's controllers for Kubernetes (ACK), alone or in what `kubectl get -o json` and `-o yaml` print. */
export const kubernetes: DocumentForm = {
  name: 'kubernetes',
  title: 'a Kubernetes manifest of an AWS controller',
  recognises: (value) => isObject(value) && isManifest(value),
  reads(part, reading) {
    const all = manifestsIn(part, reading);
    const draft = new NetworkDraft();
    for (const { value } of all) PARTS[groupOf(value) === 'ec2' ? String(value.kind) : '']?.(draft, value);
    const network = draft.book();
    const requests = all.flatMap((one) => ofManifest(one, reading));
    return { requests: network ? requests.map((one) => ({ ...one, network })) : requests, ...(network && { network }) };
  },
};

type Value = Readonly<Record<string, unknown>>;

interface Manifest {
  readonly value: Value;
  readonly path: Path;
}

/** Anything of Kubernetes, so that a file of other manifests is known for what it is. */
const isManifest = ({ apiVersion, kind, metadata, items }: Value): boolean =>
  typeof apiVersion === 'string' && typeof kind === 'string' && (isObject(metadata) || Array.isArray(items));

/** `sagemaker`, `ec2`, `sfn`; empty for what is not AWS's. */
const groupOf = ({ apiVersion }: Value): string =>
  /^(\w+)\.(?:services\.k8s\.aws|aws\.amazon\.com)\//.exec(String(apiVersion))?.[1] ?? '';

function manifestsIn({ value, path }: DocumentPart, { skip }: Reading): readonly Manifest[] {
  if (!isObject(value)) return [];
  if (!Array.isArray(value.items)) return [{ value, path }];
  return value.items.flatMap((item: unknown, index): readonly Manifest[] => {
    const at = [...path, 'items', index];
    if (isObject(item) && typeof item.kind === 'string') return [{ value: item, path: at }];
    skip(at, 'is no manifest with a kind');
    return [];
  });
}

function ofManifest({ value, path }: Manifest, reading: Reading): readonly FoundRequest[] {
  const { kind, metadata, spec } = value;
  const by = isObject(metadata) && typeof metadata.name === 'string' ? metadata.name : String(kind);
  const at = [...path, 'spec'];
  const group = groupOf(value);
  if (group === 'sagemaker' && kind === 'Pipeline') return ofDefinition(spec, 'pipelineDefinition', by, at, reading);
  if (group === 'sfn' && kind === 'StateMachine') return ofDefinition(spec, 'definition', by, at, reading);
  const operation = group === 'sagemaker' ? flaggedOperation(`Create${kind}`) : undefined;
  if (!operation) return [];
  const found = { kind: 'kubernetes', operation, by, path: at } as const;
  return [{ ...found, value: isObject(spec) ? withReferences(spec) : new Undecided('has no spec') }];
}

function ofDefinition(
  spec: unknown,
  member: string,
  by: string,
  path: Path,
  reading: Reading,
): readonly FoundRequest[] {
  const found: Found | undefined = isObject(spec)
    ? reading.inner({ value: { [member]: spec[member] }, path })
    : undefined;
  const operation = member === 'definition' ? 'CreateStateMachine' : 'CreatePipeline';
  if (!found)
    return [
      {
        kind: 'kubernetes',
        operation,
        by,
        value: undefined,
        path,
        unseen: 'has a definition that cannot be read here',
      },
    ];
  return found.requests.map((one) => ({ ...one, kind: 'kubernetes', by: [by, one.by].filter(Boolean).join(' ') }));
}

/** `securityGroupRefs: [{ from: { name } }]` names resources of the cluster. */
function withReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const [, member] = /^(securityGroupIDs|securityGroup|subnet)Refs$/i.exec(key) ?? [];
      if (member === undefined || !Array.isArray(item)) return [key, withReferences(item)];
      return [/subnet/i.test(member) ? 'subnets' : 'securityGroupIds', item.map(referred)];
    }),
  );
}

function referred(reference: unknown): unknown {
  const from = isObject(reference) && isObject(reference.from) ? reference.from.name : undefined;
  return typeof from === 'string' ? new Undecided(`is ${from} of the cluster`, from) : undefined;
}

type Part = (draft: NetworkDraft, manifest: Value) => void;

const PARTS: Readonly<Record<string, Part>> = {
  VPC(draft, manifest) {
    const { id, spec } = partOf(manifest, 'vpcID');
    draft.vpc(id, { cidrs: listOf(spec.cidrBlocks), tenancy: spec.instanceTenancy });
  },
  Subnet(draft, manifest) {
    const { id, spec } = partOf(manifest, 'subnetID');
    draft.subnet(id, { vpc: spec.vpcID ?? referred(spec.vpcRef), cidr: spec.cidrBlock, zone: spec.availabilityZone });
  },
  SecurityGroup(draft, manifest) {
    const { id, spec } = partOf(manifest, 'id');
    draft.group(id, { vpc: spec.vpcID ?? referred(spec.vpcRef), name: spec.name });
    for (const [member, direction] of [
      ['ingressRules', 'in'],
      ['egressRules', 'out'],
    ] as const) {
      for (const [index, rule] of listOf(spec[member]).filter(isObject).entries()) {
        const { ipProtocol: protocol, fromPort: from, toPort: to } = rule;
        const peers = [
          ...listOf(rule.userIDGroupPairs).map((pair) => ({
            kind: 'group' as const,
            id: isObject(pair) ? (pair.groupID ?? referred(pair.groupRef)) : pair,
          })),
          ...listOf(rule.ipRanges).map((range) => ({
            kind: 'cidr' as const,
            cidr: isObject(range) ? range.cidrIP : range,
          })),
          ...listOf(rule.prefixListIDs).map((list) => ({
            kind: 'prefix-list' as const,
            id: isObject(list) ? list.prefixListID : list,
          })),
        ];
        for (const peer of peers) draft.rule(id, direction, `${id} ${member}[${index}]`, { protocol, from, to, peer });
      }
    }
    if (listOf(spec.egressRules).length === 0) {
      draft.openRules(id, 'out', `whether ${id} keeps EC2's default egress rule is not known`);
    }
  },
};

/** What a part is called: its id once the controller has made it, or its name in the cluster. */
function partOf({ metadata, spec, status }: Value, member: string): { readonly id: string; readonly spec: Value } {
  const id = isObject(status) ? status[member] : undefined;
  const name = isObject(metadata) ? metadata.name : undefined;
  return { id: typeof id === 'string' ? id : String(name), spec: isObject(spec) ? spec : {} };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
