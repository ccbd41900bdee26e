import type { Path } from '../../text.ts';
import { isObject, replaced, Undecided } from '../../undecided.ts';
import type { DocumentForm } from '../document.ts';
import { foundIn } from './found.ts';
import type { TerraformResource } from './resource.ts';

/** Configuration in JSON: `main.tf.json`, and what cdktf writes. */
export const terraformConfiguration: DocumentForm = {
  name: 'terraform-json',
  title: 'Terraform configuration in JSON',
  recognises: (value) => isObject(value) && declared(value, []).length > 0,
  reads({ value, path }, reading) {
    const all = isObject(value) ? declared(value, path) : [];
    const addresses = new Set(all.map(({ address }) => address));
    const defaults = isObject(value) ? defaultsOf(value) : new Map<string, unknown>();
    return foundIn(
      all.map((one) => {
        const values = replaced(one.values, (item) => interpolated(item, addresses, defaults));
        return { ...one, values: isObject(values) ? values : {} };
      }),
      reading,
    );
  },
};

function declared(value: Readonly<Record<string, unknown>>, path: Path): readonly TerraformResource[] {
  const types = isObject(value.resource) ? Object.entries(value.resource) : [];
  return types.flatMap(([type, named]) => {
    if (!/^[a-z]\w*_\w+$/.test(type) || !isObject(named)) return [];
    return Object.entries(named).flatMap(([name, given]): readonly TerraformResource[] => {
      const values = Array.isArray(given) ? given[0] : given;
      if (!isObject(values)) return [];
      const at = [...path, 'resource', type, name, ...(Array.isArray(given) ? [0] : [])];
      const address = `${type}.${name}`;
      return [{ address, module: '', type, name, isData: false, values, path: at, computed: new Set() }];
    });
  });
}

function defaultsOf({ variable }: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  const entries = isObject(variable) ? Object.entries(variable) : [];
  return new Map(
    entries.flatMap(([name, given]) => {
      const one = Array.isArray(given) ? given[0] : given;
      return isObject(one) && 'default' in one ? [[name, one.default] as const] : [];
    }),
  );
}

/** `${aws_subnet.a.id}` → that subnet; anything else between braces is worked out by Terraform. */
function interpolated(
  value: unknown,
  addresses: ReadonlySet<string>,
  defaults: ReadonlyMap<string, unknown>,
): Undecided | undefined {
  if (typeof value !== 'string' || !/[$%]\{/.test(value) || /^\s*\{/.test(value)) return undefined;
  const [, inner = ''] = /^\$\{([^{}]*)\}$/.exec(value) ?? [];
  const [, address] = /^([a-z]\w*_\w+\.[\w-]+)(?:\[\*\])?\.id$/.exec(inner.trim()) ?? [];
  if (address !== undefined && addresses.has(address)) return new Undecided(`is ${address}`, address);
  const [, variable = ''] = /^var\.([\w-]+)$/.exec(inner.trim()) ?? [];
  const usual = defaults.has(variable) ? `, by default ${JSON.stringify(defaults.get(variable))}` : '';
  const name = /^[\w.[\]"*-]+$/.test(inner) ? inner : undefined;
  return new Undecided(`is ${inner || value}, known when Terraform plans${usual}`, name);
}
