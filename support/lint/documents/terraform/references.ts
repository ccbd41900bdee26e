/** What an expression of a plan refers to: a plan keeps the names, not the expression. */

import { isObject } from '../../undecided.ts';

/** A resource, as far as a plan reports before its values are put together. */
export interface Referred {
  readonly address: string;
  readonly module: string;
  readonly type: string;
  readonly name: string;
  readonly isData: boolean;
  readonly index?: string | number | undefined;
}

/** A module of the configuration: where it is, and what calls it. */
export interface Module {
  /** `module.net`, with the index of an instance where it has several; empty for the root. */
  readonly address: string;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly parent?: Module;
  /** Its name in the parent. */
  readonly name?: string;
}

export interface Target {
  readonly resource: Referred;
  /** `id`, `default_security_group_id`; empty for all of it, as in `aws_subnet.this[*].id`. */
  readonly attribute: string;
}

/** What it refers to; `undefined` where the names alone do not say what it is. */
export type Resolve = (expression: unknown, module: Module, index?: string | number) => readonly Target[] | undefined;

const MOST_STEPS = 20;

export function resolver(all: readonly Referred[]): Resolve {
  const resolve = (
    expression: unknown,
    module: Module,
    index: string | number | undefined,
    steps: number,
  ): readonly Target[] | undefined => {
    const references = isObject(expression) && Array.isArray(expression.references) ? expression.references : [];
    const names = longest(references.filter((name) => typeof name === 'string'));
    if (names.length === 0 || steps > MOST_STEPS) return undefined;
    const byIndex = names.some((name) => /^(count\.index|each\.(key|value))\b/.test(name));
    const found: Target[] = [];
    for (const name of names) {
      if (/^(count\.index|each\.(key|value))\b/.test(name)) continue;
      const targets = targetsOf(name, module, index, byIndex, steps);
      if (!targets || targets.length === 0) return undefined;
      found.push(...targets);
    }
    return found.length > 0 ? unique(found) : undefined;
  };

  const targetsOf = (
    name: string,
    module: Module,
    index: string | number | undefined,
    byIndex: boolean,
    steps: number,
  ): readonly Target[] | undefined => {
    const [, variable] = /^var\.([\w-]+)$/.exec(name) ?? [];
    if (variable !== undefined) {
      const call = module.parent && callOf(module.parent, module.name ?? '');
      const given = isObject(call?.expressions) ? call.expressions[variable] : undefined;
      return module.parent && resolve(given, module.parent, undefined, steps + 1);
    }
    const [, called, at, output] = /^module\.([\w-]+)(\[[^\]]*\])?\.([\w-]+)/.exec(name) ?? [];
    if (called !== undefined && output !== undefined) {
      const configuration = callOf(module, called)?.module;
      if (!isObject(configuration) || !isObject(configuration.outputs)) return undefined;
      const of = configuration.outputs[output];
      const address = [module.address, `module.${called}${at ?? ''}`].filter(Boolean).join('.');
      const place = /\.[\w-]+\[(\d+)\]$/.exec(name)?.[1];
      const targets = resolve(
        isObject(of) ? of.expression : undefined,
        { address, configuration, parent: module, name: called },
        undefined,
        steps + 1,
      );
      return place === undefined ? targets : targets?.slice(Number(place), Number(place) + 1);
    }
    const [, data = '', type = '', own = '', which, attribute = ''] =
      /^(data\.)?([a-z]\w*_\w+)\.([\w-]+)(\[[^\]]*\])?(?:\.(\w+))?$/.exec(name) ?? [];
    if (type === '') return undefined;
    const same = all.filter(
      (one) =>
        one.type === type && one.name === own && one.isData === (data !== '') && isWithin(one.module, module.address),
    );
    const chosen =
      which !== undefined
        ? same.filter(({ address }) => address.endsWith(which))
        : byIndex && same.length > 1
          ? same.filter((one) => one.index === index)
          : same;
    return chosen.map((resource) => ({ resource, attribute }));
  };

  return (expression, module, index) => resolve(expression, module, index, 0);
}

/** `module.net` stands for all of its instances. */
const isWithin = (module: string, wanted: string): boolean =>
  module === wanted || (!wanted.endsWith(']') && module.replace(/\[[^\]]*\]$/, '') === wanted);

function callOf(module: Module, name: string): Readonly<Record<string, unknown>> | undefined {
  const calls = module.configuration.module_calls;
  const call = isObject(calls) ? calls[name] : undefined;
  return isObject(call) ? call : undefined;
}

/** Beside `aws_subnet.a.id` a plan names `aws_subnet.a` too. */
const longest = (names: readonly string[]): readonly string[] =>
  [...new Set(names)].filter(
    (name) => !names.some((other) => other.startsWith(`${name}.`) || other.startsWith(`${name}[`)),
  );

function unique(targets: readonly Target[]): readonly Target[] {
  return [...new Map(targets.map((target) => [`${target.resource.address} ${target.attribute}`, target])).values()];
}
