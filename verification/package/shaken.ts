import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Schemas of an SDK client with keys as text: a key that is computed may do anything as far as esbuild knows, so each
 * schema that has one would be kept, whether anything uses it or not.
 * @throws Error when a key is not one of the file's own constants
 */
export function withPlainKeys(text: string): string {
  const constants = new Map(
    [...text.matchAll(/^const (\w+) = ("(?:[^"\\]|\\.)*");$/gm)].map(([, name, value]) => [name, value]),
  );
  return text.replace(/\[(_\w+)\]:/g, (_, name: string) => {
    const value = constants.get(name);
    if (value === undefined) throw new Error(`the key [${name}] of an SDK schema is no constant of its file`);
    return `${value}:`;
  });
}

/** The names of zod one by one: of its `z`, which holds all of them, esbuild can leave out none. */
export function withZodNamespace(text: string): string {
  return text.replace(/^import \{ z \} from (['"])zod\1;$/m, 'import * as z from "zod";');
}

/** Lets esbuild see what nothing uses. */
export const shaken: Plugin = {
  name: 'shaken',
  setup(within) {
    within.onLoad({ filter: /[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, ({ path }) => ({
      contents: withPlainKeys(readFileSync(path, 'utf8')),
      loader: 'js',
      resolveDir: dirname(path),
    }));
  },
};
