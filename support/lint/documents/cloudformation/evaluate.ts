import { isDeepStrictEqual } from 'node:util';
import { ofCidr } from '../../../network/addresses.ts';
import { parseQuoted } from '../../text.ts';
import { isObject, replaced, Undecided } from '../../undecided.ts';
import type { Template } from './template.ts';
import type { World } from './worlds.ts';

const WHEN = 'known when the stack is made';

/** Works out the functions of a template, as far as the template has what they need. */
export class Evaluator {
  readonly #template: Template;
  readonly #world: World;
  /** Attributes that are being worked out: one that needs itself is unknown. */
  readonly #underWay = new Set<string>();

  constructor(template: Template, world: World) {
    this.#template = template;
    this.#world = world;
  }

  /** The value, with `Undecided` for what only the stack has, and without what `AWS::NoValue` takes away. */
  of(value: unknown): unknown {
    if (typeof value === 'string') return /\$\{[^}]*\}/.test(value) ? this.#substituted(value) : value;
    if (Array.isArray(value)) return value.map((item) => this.of(item)).filter((item) => item !== undefined);
    if (!isObject(value)) return value;
    const [key = '', ...more] = Object.keys(value);
    if (more.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) return this.#function(key, value[key], value);
    const entries = Object.entries(value).flatMap(([name, item]) => {
      const own = this.of(item);
      return own === undefined ? [] : [[name, own] as const];
    });
    return Object.fromEntries(entries);
  }

  /** A definition: an object, or text in which `${…}` stands for what is substituted. */
  definition(value: unknown, substitutions: Readonly<Record<string, unknown>> = {}): unknown {
    if (isObject(value) && 'Fn::ToJsonString' in value) return this.of(value['Fn::ToJsonString']);
    const parts = new Map(Object.entries(substitutions).map(([name, given]) => [name, this.of(given)]));
    const text = this.#text(value, parts);
    if (text === undefined) return isObject(value) && !isFunction(value) ? this.filled(value, parts) : this.of(value);
    return this.filled(parseQuoted(quotedWhereBare(text)), parts);
  }

  /** `${name}` in the texts of a value, by what stands for it. */
  filled(value: unknown, parts: ReadonlyMap<string, unknown>): unknown {
    return replaced(value, (item) => {
      if (isObject(item) && isFunction(item)) return this.of(item) ?? null;
      if (typeof item !== 'string' || !/\$\{[^}]*\}/.test(item)) return undefined;
      const [, whole] = /^\$\{([^}]*)\}$/.exec(item) ?? [];
      if (whole !== undefined && parts.has(whole)) return parts.get(whole) ?? null;
      return this.#substituted(item, parts);
    });
  }

  #function(key: string, args: unknown, whole: Readonly<Record<string, unknown>>): unknown {
    switch (key) {
      case 'Ref':
        return this.#ref(String(args));
      case 'Fn::GetAtt':
        return this.#attribute(typeof args === 'string' ? args : [args].flat().map(String).join('.'));
      case 'Fn::If':
        return this.#if(args);
      case 'Fn::Sub': {
        const [text, given] = Array.isArray(args) ? args : [args, {}];
        const own = new Map(Object.entries(isObject(given) ? given : {}).map(([name, one]) => [name, this.of(one)]));
        return typeof text === 'string' ? this.#substituted(text, own) : undecided(nameOf(whole));
      }
      case 'Fn::Join': {
        const [separator, given] = Array.isArray(args) ? args : [];
        const items = this.of(given);
        if (Array.isArray(items) && items.every(isScalar)) return items.map(String).join(String(separator ?? ''));
        return undecided(nameOf(whole));
      }
      case 'Fn::Split': {
        const [separator, given] = Array.isArray(args) ? args : [];
        const text = this.of(given);
        return typeof text === 'string' && typeof separator === 'string'
          ? text.split(separator)
          : asUndecided(text, whole);
      }
      case 'Fn::Select': {
        const [index, given] = Array.isArray(args) ? args : [];
        const items = this.of(given);
        if (Array.isArray(items) && items[Number(index)] !== undefined) return items[Number(index)];
        if (items instanceof Undecided && items.stands) {
          return new Undecided(items.why, `${items.stands}[${Number(index)}]`);
        }
        return asUndecided(items, whole);
      }
      case 'Fn::Cidr':
        return this.#cidrs(args, whole);
      case 'Fn::FindInMap':
        return this.#mapped(args, whole);
      case 'Fn::ImportValue': {
        const name = this.of(args);
        const text = typeof name === 'string' ? name : textOf(args);
        return new Undecided(`is imported as ${text}`, `import ${text}`);
      }
      case 'Fn::ToJsonString': {
        const inner = this.of(args);
        return hasUndecided(inner) ? undecided(nameOf(whole)) : JSON.stringify(inner);
      }
      case 'Fn::Transform':
        return new Undecided(`is what the transform ${isObject(args) ? String(args.Name) : 'of a name'} makes of it`);
      default:
        return undecided(nameOf(whole));
    }
  }

  #ref(name: string): unknown {
    if (name === 'AWS::NoValue') return undefined;
    if (name === 'AWS::Partition') return 'aws';
    if (this.#template.resources.has(name)) return new Undecided(`is ${name} of the template`, name);
    const parameter = this.#template.parameters[name];
    const usual =
      isObject(parameter) && parameter.Default !== undefined && !isSecret(parameter)
        ? `, by default ${JSON.stringify(parameter.Default)}`
        : '';
    return new Undecided(`is \${${name}} of the template, ${WHEN}${usual}`, `\${${name}}`);
  }

  #attribute(text: string): unknown {
    const at = text.indexOf('.');
    const [name, attribute] = [text.slice(0, at), text.slice(at + 1)];
    const resource = this.#template.resources.get(name);
    if (resource && /^(GroupId|SubnetId|VpcId|Id|PrefixListId)$/.test(attribute)) {
      return new Undecided(`is ${name} of the template`, name);
    }
    if (resource && /^(DefaultSecurityGroup|DefaultNetworkAcl)$/.test(attribute)) {
      return new Undecided(`is ${text} of the template`, text);
    }
    if (resource && attribute === 'CidrBlock' && !this.#underWay.has(name)) {
      this.#underWay.add(name);
      const block = this.of(resource.properties.CidrBlock);
      this.#underWay.delete(name);
      return block;
    }
    return new Undecided(`is \${${text}} of the template, ${WHEN}`, `\${${text}}`);
  }

  #if(args: unknown): unknown {
    const [condition, yes, no] = Array.isArray(args) ? args : [];
    const holds = this.#world[String(condition)];
    if (holds !== undefined) return this.of(holds ? yes : no);
    const [one, other] = [this.of(yes), this.of(no)];
    if (isDeepStrictEqual(one, other)) return one;
    return new Undecided(`depends on the condition ${String(condition)}, ${WHEN}`);
  }

  #mapped(args: unknown, whole: Readonly<Record<string, unknown>>): unknown {
    const [map, first, second] = Array.isArray(args) ? args.slice(0, 3).map((one) => this.of(one)) : [];
    const all = this.#template.mappings[String(map)];
    if (!isObject(all)) return undecided(nameOf(whole));
    // Where the key is known with the stack only, all that it can be may still be one value.
    const firsts = typeof first === 'string' ? [all[first]] : Object.values(all);
    const found = firsts.map((one) => (isObject(one) && typeof second === 'string' ? one[second] : undefined));
    const [value, ...others] = found;
    if (value !== undefined && others.every((other) => isDeepStrictEqual(other, value))) return value;
    return undecided(nameOf(whole));
  }

  /** `[10.0.0.0/16, 4, 8]` → four ranges of 256 addresses. */
  #cidrs(args: unknown, whole: Readonly<Record<string, unknown>>): unknown {
    const [block, count, bits] = Array.isArray(args) ? args.map((one: unknown) => this.of(one)) : [];
    const [, address = '', size = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(String(block)) ?? [];
    const [many, mask] = [Number(count), 32 - Number(bits)];
    if (!ofCidr(String(block)) || !(many >= 1 && many <= 256) || !(mask >= Number(size) && mask <= 32)) {
      return asUndecided(block, whole);
    }
    const first = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
    return Array.from({ length: many }, (_, index) => {
      const at = first + index * 2 ** (32 - mask);
      return `${[24, 16, 8, 0].map((shift) => Math.floor(at / 2 ** shift) % 256).join('.')}/${mask}`;
    });
  }

  /** `Fn::Sub`. */
  #substituted(text: string, own: ReadonlyMap<string, unknown> = new Map()): unknown {
    const standsFor = (name: string) =>
      own.has(name) ? own.get(name) : name.includes('.') ? this.#attribute(name) : this.#ref(name);
    const [, whole] = /^\$\{([^}!]+)\}$/.exec(text) ?? [];
    if (whole !== undefined) return standsFor(whole.trim());
    let open: string | undefined;
    const filled = text.replace(/\$\{(!?)([^}]*)\}/g, (found, literally: string, name: string) => {
      if (literally) return `\${${name}}`;
      const value = standsFor(name.trim());
      if (isScalar(value)) return String(value);
      open ??= found;
      return found;
    });
    return open === undefined ? filled : undecided(filled);
  }

  /** The text of a definition, with a mark for each part that is no text; `undefined` for what is none. */
  #text(value: unknown, parts: Map<string, unknown>): string | undefined {
    if (typeof value === 'string') return value;
    if (!isObject(value)) return undefined;
    const join = value['Fn::Join'];
    if (Array.isArray(join) && Array.isArray(join[1])) {
      return join[1].map((part: unknown) => this.#mark(part, parts)).join(String(join[0] ?? ''));
    }
    const sub = value['Fn::Sub'];
    const [text, given] = Array.isArray(sub) ? sub : [sub, {}];
    if (typeof text === 'string') {
      for (const [name, one] of Object.entries(isObject(given) ? given : {})) parts.set(name, this.of(one));
      return text.replaceAll(/\$\{AWS::Partition\}/g, 'aws');
    }
    const chosen = value['Fn::If'];
    if (Array.isArray(chosen) && this.#world[String(chosen[0])] !== undefined) {
      return this.#text(this.#world[String(chosen[0])] ? chosen[1] : chosen[2], parts);
    }
    return undefined;
  }

  #mark(part: unknown, parts: Map<string, unknown>): string {
    const value = this.of(part);
    if (isScalar(value)) return String(value);
    if (isObject(part) && 'Fn::ToJsonString' in part && !hasUndecided(value)) return JSON.stringify(value);
    const name = nameOf(part).replace(/^\$\{|\}$/g, '');
    parts.set(name, value);
    return `\${${name}}`;
  }
}

const isScalar = (value: unknown): value is string | number | boolean => /^(string|number|boolean)$/.test(typeof value);

const isFunction = (value: Readonly<Record<string, unknown>>): boolean => {
  const [key = '', ...more] = Object.keys(value);
  return more.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
};

function hasUndecided(value: unknown): boolean {
  if (value instanceof Undecided) return true;
  if (Array.isArray(value)) return value.some(hasUndecided);
  return isObject(value) && Object.values(value).some(hasUndecided);
}

const isSecret = ({ NoEcho }: Readonly<Record<string, unknown>>): boolean => NoEcho === true || NoEcho === 'true';

const undecided = (name: string): Undecided => new Undecided(`is ${name} of the template, ${WHEN}`);

const asUndecided = (value: unknown, whole: unknown): Undecided =>
  value instanceof Undecided ? new Undecided(value.why) : undecided(nameOf(whole));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : nameOf(value));

/** `${Group.GroupId}`, or the name of the function. */
function nameOf(value: unknown): string {
  const [[key, of] = ['', '']] = isObject(value) ? Object.entries(value) : [];
  const parts = [of].flat();
  const sub = key === 'Fn::Sub' ? parts[0] : undefined;
  if (typeof sub === 'string') return sub;
  const imported = key === 'Fn::ImportValue' ? `import ${textOf(of)}` : undefined;
  const name =
    imported ??
    (/^(Ref|Fn::GetAtt)$/.test(key) && parts.every((part) => typeof part === 'string') ? parts.join('.') : key);
  return `\${${name}}`;
}

/** `"InstanceCount": ${Count}` is no JSON before the stack is made. */
function quotedWhereBare(text: string): string {
  let inString = false;
  return text.replace(/\\.|"|\$\{[^}]*\}/g, (found) => {
    if (found === '"') inString = !inString;
    return found.startsWith('${') && !inString ? JSON.stringify(found) : found;
  });
}
