import type { Path } from '../../text.ts';
import { isObject, Undecided } from '../../undecided.ts';
import type { DocumentForm } from '../document.ts';
import { foundIn } from './found.ts';
import { type Module, type Referred, type Resolve, resolver } from './references.ts';
import { blocksOf, type TerraformResource } from './resource.ts';

/** What `terraform show -json` prints of a plan or of the state. */
export const terraformPlan: DocumentForm = {
  name: 'terraform-plan',
  title: 'a Terraform plan or state as terraform show -json prints it',
  recognises: (value) =>
    isObject(value) &&
    typeof value.format_version === 'string' &&
    (isRoot(value.planned_values) || isRoot(value.values) || typeof value.terraform_version === 'string'),
  reads({ value, path }, reading) {
    const document = isObject(value) ? value : {};
    return foundIn(resourcesOf(document, path), reading);
  },
};

const isRoot = (value: unknown): boolean => isObject(value) && isObject(value.root_module);

type Json = Readonly<Record<string, unknown>>;

/** A resource as the plan lists it, before what is unknown is filled in. */
interface Planned extends Referred {
  readonly values: Json;
  readonly path: Path;
}

function resourcesOf(document: Json, path: Path): readonly TerraformResource[] {
  const listed = (member: string): readonly Planned[] => {
    const values = document[member];
    return isObject(values) ? plannedIn(values.root_module, [...path, member, 'root_module']) : [];
  };
  const prior = isObject(document.prior_state) ? document.prior_state.values : undefined;
  const before = isObject(prior)
    ? plannedIn(prior.root_module, [...path, 'prior_state', 'values', 'root_module']).filter(({ isData }) => isData)
    : [];
  const planned = [...listed('planned_values'), ...listed('values')];
  const known = new Set(planned.map(({ address }) => address));
  const all = [...planned, ...before.filter(({ address }) => !known.has(address))];
  const changes = new Map(
    blocksOf(document.resource_changes).map((change) => [String(change.address), change] as const),
  );
  const root = isObject(document.configuration) ? document.configuration.root_module : undefined;
  const modules: Module = { address: '', configuration: isObject(root) ? root : {} };
  const resolve = resolver(all);
  const ids = new Map(
    all.flatMap(({ address, values }) => (typeof values.id === 'string' ? [[address, values.id]] : [])),
  );
  const losing = groupsThatLose([...changes.values()]);
  return all.map((one) => {
    const change = changes.get(one.address)?.change;
    const unknown = isObject(change) ? change.after_unknown : undefined;
    const module = moduleAt(modules, one.module);
    const expressions = module && expressionsOf(module, one);
    const overlay = new Overlay(one, module, resolve, ids);
    const values = overlay.of(one.values, unknown, expressions ?? {});
    return {
      ...one,
      values: isObject(values) ? values : {},
      // Only a configuration says what was not asked for.
      computed: new Set(
        expressions
          ? Object.keys({ ...one.values, ...(isObject(unknown) && unknown) }).filter((key) => !(key in expressions))
          : [],
      ),
      losesRules: losing.has(String(one.values.id)),
      path: [...one.path, 'values'],
    };
  });
}

function plannedIn(module: unknown, path: Path): readonly Planned[] {
  if (!isObject(module)) return [];
  const address = typeof module.address === 'string' ? module.address : '';
  const resources = Array.isArray(module.resources) ? module.resources : [];
  const own = resources.flatMap((resource: unknown, at): readonly Planned[] => {
    if (!isObject(resource) || typeof resource.type !== 'string') return [];
    const { index } = resource;
    return [
      {
        address: String(resource.address),
        module: address,
        type: resource.type,
        name: String(resource.name),
        isData: resource.mode === 'data',
        ...((typeof index === 'string' || typeof index === 'number') && { index }),
        values: isObject(resource.values) ? resource.values : {},
        path: [...path, 'resources', at],
      },
    ];
  });
  const children = Array.isArray(module.child_modules) ? module.child_modules : [];
  return [...own, ...children.flatMap((child, at) => plannedIn(child, [...path, 'child_modules', at]))];
}

/** The module with this address, with what calls it. */
function moduleAt(root: Module, address: string): Module | undefined {
  const steps = [...address.matchAll(/module\.([\w-]+)(\[(?:"[^"]*"|[^\]]*)\])?/g)];
  return steps.reduce<Module | undefined>((module, [text, name = '']) => {
    const calls = module?.configuration.module_calls;
    const call = isObject(calls) ? calls[name] : undefined;
    if (!module || !isObject(call) || !isObject(call.module)) return undefined;
    return {
      address: [module.address, text].filter(Boolean).join('.'),
      configuration: call.module,
      parent: module,
      name,
    };
  }, root);
}

function expressionsOf({ configuration }: Module, { type, name, isData }: Planned): Json | undefined {
  const found = blocksOf(configuration.resources).find(
    (one) => one.type === type && one.name === name && (one.mode === 'data') === isData,
  );
  return found && (isObject(found.expressions) ? found.expressions : {});
}

/** Groups, by id, from which the plan takes rules that are resources of their own. */
function groupsThatLose(changes: readonly Json[]): ReadonlySet<string> {
  const gone = changes.flatMap(({ type, change }) => {
    if (!/^aws_(vpc_)?security_group_(ingress_|egress_)?rule$/.test(String(type)) || !isObject(change)) return [];
    const deletes = Array.isArray(change.actions) && change.actions.includes('delete');
    return deletes && isObject(change.before) ? [String(change.before.security_group_id)] : [];
  });
  return new Set(gone);
}

/** Members that hold several ids. */
const LISTS = /^(subnets|subnet_ids|security_groups|security_group_ids|prefix_list_ids)$/;

/** The resources whose ids a member takes. */
const KINDS: readonly (readonly [member: RegExp, type: RegExp])[] = [
  [/^subnet/, /^aws_(default_)?subnet$/],
  [/security_group/, /^aws_(default_)?security_group$/],
  [/^vpc_id$/, /^aws_(default_)?vpc$/],
  [/network_acl_id$/, /^aws_(default_)?(network_acl|vpc)$/],
  [/prefix_list_id/, /^aws_ec2_managed_prefix_list$/],
];

/** Fills `Undecided` in where a value is known after apply only, with what it refers to. */
class Overlay {
  readonly #of: Planned;
  readonly #module: Module | undefined;
  readonly #resolve: Resolve;
  readonly #ids: ReadonlyMap<string, unknown>;

  constructor(of: Planned, module: Module | undefined, resolve: Resolve, ids: ReadonlyMap<string, unknown>) {
    this.#of = of;
    this.#module = module;
    this.#resolve = resolve;
    this.#ids = ids;
  }

  of(value: unknown, unknown: unknown, expression: unknown, member = ''): unknown {
    if (unknown === true) return this.#known(member, expression);
    if (Array.isArray(unknown)) {
      const items = Array.isArray(value) ? value : [];
      return unknown.length === 0
        ? value
        : items.map((item, index) => {
            const own = Array.isArray(expression) ? expression[index] : expression;
            return this.of(item, unknown[index], own, member);
          });
    }
    if (!isObject(unknown)) return value;
    const from = isObject(value) ? value : {};
    const keys = new Set([...Object.keys(from), ...Object.keys(unknown)]);
    return Object.fromEntries(
      [...keys].map((key) => {
        const own =
          isObject(expression) && key in expression ? expression[key] : member === '' ? undefined : expression;
        return [key, this.of(from[key], unknown[key], own, key)];
      }),
    );
  }

  #known(member: string, expression: unknown): unknown {
    const targets = this.#module && this.#resolve(expression, this.#module, this.#of.index);
    const names = targets?.flatMap(({ resource, attribute }) => {
      const [, kind] = KINDS.find(([name]) => name.test(member)) ?? [];
      if (!kind?.test(resource.type)) return [];
      const isOwnId = attribute === 'id' || attribute === '';
      const id = this.#ids.get(resource.address);
      return [isOwnId ? (typeof id === 'string' ? id : resource.address) : `${resource.address}.${attribute}`];
    });
    const whole = names && names.length > 0 && names.length === targets?.length ? names : [];
    const standing = whole.map((name) => new Undecided(`is ${name}, known after apply`, name));
    if (LISTS.test(member) && standing.length > 0) return standing;
    if (standing.length === 1) return standing[0];
    const references = isObject(expression) && Array.isArray(expression.references) ? expression.references : [];
    const from = references.filter((name) => typeof name === 'string');
    const by = from.length > 0 ? `, from ${[...new Set(from)].slice(0, 4).join(', ')}` : '';
    return new Undecided(`is known after apply${by}`);
  }
}
