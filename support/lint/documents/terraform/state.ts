import { isObject } from '../../undecided.ts';
import type { DocumentForm } from '../document.ts';
import { foundIn } from './found.ts';
import type { TerraformResource } from './resource.ts';

/** The state as Terraform keeps it: `terraform.tfstate`, `terraform state pull`. */
export const terraformState: DocumentForm = {
  name: 'terraform-state',
  title: 'a Terraform state file',
  recognises: (value) =>
    isObject(value) && typeof value.version === 'number' && 'lineage' in value && Array.isArray(value.resources),
  reads({ value, path }, reading) {
    const resources = isObject(value) && Array.isArray(value.resources) ? value.resources : [];
    const all = resources.flatMap((resource: unknown, at): readonly TerraformResource[] => {
      if (!isObject(resource) || typeof resource.type !== 'string' || !Array.isArray(resource.instances)) return [];
      const { type, mode, module } = resource;
      const name = String(resource.name);
      return resource.instances.flatMap((instance: unknown, number): readonly TerraformResource[] => {
        if (!isObject(instance) || !isObject(instance.attributes)) return [];
        const index = instance.index_key;
        const key = index === undefined ? '' : `[${JSON.stringify(index)}]`;
        const prefix = [...(typeof module === 'string' ? [module] : []), ...(mode === 'data' ? ['data'] : [])];
        return [
          {
            address: [...prefix, type, `${name}${key}`].join('.'),
            module: typeof module === 'string' ? module : '',
            type,
            name,
            isData: mode === 'data',
            values: instance.attributes,
            path: [...path, 'resources', at, 'instances', number, 'attributes'],
            computed: new Set(),
          },
        ];
      });
    });
    return foundIn(all, reading);
  },
};
